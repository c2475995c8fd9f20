; An installer for Windows, for one user and without an administrator. Inno Setup 6.3 or later makes it:
;   iscc /DVersion=0.1.0 packaging\bundle\tegata.iss
; after `python packaging\bundle\build.py`. It leaves dist\tegata-0.1.0-setup.exe.

#ifndef Version
  #error Name the version: iscc /DVersion=…
#endif

[Setup]
AppId=alt.tegata.mailer
AppName=Tegata
AppVersion={#Version}
AppPublisher=The Tegata founders
DefaultDirName={autopf}\Tegata
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..\..
LicenseFile=LICENSE
OutputDir=dist
OutputBaseFilename=tegata-{#Version}-setup
SetupIconFile=build\tegata.ico
UninstallDisplayIcon={app}\tegata.exe
Compression=lzma2
SolidCompression=yes
ChangesEnvironment=yes
; A Tegata that runs is asked to close: it keeps every letter.
CloseApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "japanese"; MessagesFile: "compiler:Languages\Japanese.isl"

[CustomMessages]
english.MailProgram=Offer Tegata for mail addresses that are clicked (mailto: links)
japanese.MailProgram=クリックしたメールアドレス（mailto:リンク）を開くプログラムの候補に加える
english.OnPath=Let “tegata” be found in a terminal
japanese.OnPath=ターミナルで「tegata」コマンドを使えるようにする
english.WhatItIs=Sends mail from home and from wherever the laptop has travelled
japanese.WhatItIs=自宅からも旅先からも、メールを送信します

[Tasks]
Name: "mailto"; Description: "{cm:MailProgram}"
Name: "path"; Description: "{cm:OnPath}"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

; What an older version had and this one has not would be found first.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\tegata\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Tegata"; Filename: "{app}\tegata.exe"; Comment: "{cm:WhatItIs}"
Name: "{autodesktop}\Tegata"; Filename: "{app}\tegata.exe"; Tasks: desktopicon

; Windows lets the user choose among the programs that are registered so; none may make itself the one.
[Registry]
Root: HKA; Subkey: "Software\Classes\Tegata.mailto"; ValueType: string; ValueData: "URL:MailTo"; Flags: uninsdeletekey; Tasks: mailto
Root: HKA; Subkey: "Software\Classes\Tegata.mailto"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Tasks: mailto
Root: HKA; Subkey: "Software\Classes\Tegata.mailto\DefaultIcon"; ValueType: string; ValueData: """{app}\tegata.exe"",0"; Tasks: mailto
Root: HKA; Subkey: "Software\Classes\Tegata.mailto\shell\open\command"; ValueType: string; ValueData: """{app}\tegata.exe"" ""%1"""; Tasks: mailto
Root: HKA; Subkey: "Software\Clients\Mail\Tegata"; ValueType: string; ValueData: "Tegata"; Flags: uninsdeletekey; Tasks: mailto
Root: HKA; Subkey: "Software\Clients\Mail\Tegata\shell\open\command"; ValueType: string; ValueData: """{app}\tegata.exe"""; Tasks: mailto
Root: HKA; Subkey: "Software\Clients\Mail\Tegata\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Tegata"; Tasks: mailto
Root: HKA; Subkey: "Software\Clients\Mail\Tegata\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "{cm:WhatItIs}"; Tasks: mailto
Root: HKA; Subkey: "Software\Clients\Mail\Tegata\Capabilities\URLAssociations"; ValueType: string; ValueName: "mailto"; ValueData: "Tegata.mailto"; Tasks: mailto
Root: HKA; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Tegata"; ValueData: "Software\Clients\Mail\Tegata\Capabilities"; Flags: uninsdeletevalue; Tasks: mailto
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsNotOnPath(ExpandConstant('{app}'))

[Run]
Filename: "{app}\tegata.exe"; Description: "{cm:LaunchProgram,Tegata}"; Flags: nowait postinstall skipifsilent

[Code]
function UserPath(): string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Result) then
    Result := '';
end;

function IsNotOnPath(Folder: string): Boolean;
begin
  Result := Pos(';' + Lowercase(Folder) + ';', ';' + Lowercase(UserPath()) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Folder: string;
  Place: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  Path := ';' + UserPath() + ';';
  Folder := ';' + ExpandConstant('{app}') + ';';
  Place := Pos(Lowercase(Folder), Lowercase(Path));
  if Place = 0 then
    exit;
  Delete(Path, Place, Length(Folder) - 1);
  RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Copy(Path, 2, Length(Path) - 2));
end;
