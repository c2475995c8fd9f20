"""The account window: everything is checked as it is typed, and stored by Save."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tegata.accounts.neighbour import Neighbour
from tegata.delivery.notices import CheckStep, Role
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.account_frame import AccountFrame, Page
from tegata.gui.account_saving import Saved, go_back, save, take_auth
from tegata.gui.account_shelf import Edited, Shelf
from tegata.gui.auth_offer import offer_auth
from tegata.gui.check_run import CheckRun
from tegata.gui.outbox_question import Question, ask
from tegata.gui.outbox_watch import local_now
from tegata.gui.polling_timeline import sent_yesterday
from tegata.profile import Preferences
from tegata.relay.diagnosis import Remedy
from tegata.relay.learned import Learned
from tegata.words.gettext import _
from tegata.words.settings import not_kept

__all__ = ["AccountDialog", "Page", "Surroundings"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window shows besides accounts: the program's settings, and the folder that holds the logs.

    `neighbours` looks for other mailers' settings; it touches the disk, so it is called in a thread.
    """

    preferences: Preferences
    logs: Path
    neighbours: Callable[[], tuple[Neighbour, ...]] = tuple


class AccountDialog(AccountFrame):
    """`saved` comes once everything is stored; `practice_wanted` only at a first start."""

    saved = Signal()
    preferences_changed = Signal(object)  # Preferences
    practice_wanted = Signal()

    def __init__(self, verbs: Verbs, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around.logs, parent)
        self._verbs = verbs
        self._around = around
        self._shelf = Shelf.of(verbs.accounts())
        self._loading = False
        self.check_run = CheckRun(verbs, self)
        self._connect()
        self.program.load(around.preferences)
        self._load()
        calls.start(self._show_letters(), "account: letters of yesterday")
        calls.start(self._show_neighbours(), "account: other mailers")
        first = self.you.display_name if self._shelf.in_the_forms.was is None else self.side.list
        first.setFocus()

    def choose_account(self, name: str) -> None:
        """Show the account of that name, if there is one."""
        place = self._shelf.find(name)
        if place is not None:
            self._go_to(place)

    def add_account(self) -> None:
        """Show an empty form for one more account."""
        self._keep()
        self._shelf.add()
        self._load()
        self.open_page(Page.YOU)
        self.you.display_name.setFocus()

    def _load(self) -> None:
        self._loading = True
        edited = self._shelf.in_the_forms
        account, stored = edited.now, edited.was is not None
        first = not stored and len(self._shelf.edited) == 1
        self.you.load(account, is_new=not stored, is_first=first)
        self.servers.load(account)
        self.servers.show_kept(frozenset())
        self._show_pop(edited)
        self.polling.load(account)
        self._loading = False
        self._show_heads()
        self._show_flaws()
        if edited.formerly is not None:
            calls.start(self._show_kept_passwords(edited.formerly), "account: passwords kept")
            calls.start(self._show_logins(edited.formerly), "account: logins made")

    def _show_pop(self, edited: Edited) -> None:
        name = edited.formerly
        self.pop.load(edited.now, self._verbs.window(name) if name is not None else None)
        self.pop.show_learned(self._verbs.learned(name) if name is not None else Learned())

    async def _show_letters(self) -> None:
        self.polling.show_letters(sent_yesterday(await self._verbs.sent(), local_now()))

    async def _show_neighbours(self) -> None:
        from tegata.tasks import in_thread

        self.polling.show_neighbours(await in_thread(self._around.neighbours, "other mailers"))

    async def _forget_learned(self) -> None:
        name = self._shelf.in_the_forms.formerly
        if name is not None:
            await self._verbs.forget_learned(name)
            self.pop.show_learned(self._verbs.learned(name))

    async def _show_logins(self, name: str) -> None:
        made = await self._verbs.logins(name, local_now() - timedelta(days=1))
        if self._shelf.in_the_forms.formerly == name:
            self.polling.show_logins(made)

    async def _show_kept_passwords(self, name: str) -> None:
        kept = [role for role in Role if await self._verbs.has_password(name, role)]
        if self._shelf.in_the_forms.formerly == name:
            self.servers.show_kept(frozenset(kept))

    def _keep(self) -> None:
        """Take what stands in the forms onto the shelf."""
        edited = self._shelf.in_the_forms
        for page in (self.servers, self.you, self.pop, self.polling):
            edited.now = page.apply(edited.now)
        edited.passwords = self.servers.typed_passwords()

    def _edited(self) -> None:
        if self._loading:
            return
        self._keep()
        account = self._shelf.in_the_forms.now
        self.pop.show_servers(account)
        self.polling.show_account(account)
        self._show_heads()
        self._show_flaws()

    def _show_heads(self) -> None:
        self.side.switcher.show_accounts([each.now for each in self._shelf.edited], self._shelf.current)

    def _show_flaws(self, *, all_asked_for: bool = False) -> list[Page]:
        flaws = self._shelf.flaws(self._shelf.current)
        pages = {Page.YOU: self.you, Page.SERVERS: self.servers, Page.POP: self.pop}
        found = [
            number for number, page in pages.items() if page.show_flaws(flaws, all_asked_for=all_asked_for)
        ]
        if all_asked_for or not found:
            self.side.mark_flawed({int(page) for page in found})
        return found

    def _go_to(self, place: int) -> None:
        self._keep()
        self._shelf.current = place
        self._load()

    def _save(self) -> None:
        self._keep()
        places = self._shelf.to_save()
        for place in places:
            if self._shelf.flaws(place):
                self._shelf.current = place
                self._load()
                page = self._show_flaws(all_asked_for=True)[0]
                self.open_page(page)
                (self.you, self.servers, self.pop)[page].focus_first_flaw()
                return
        if not self.program.is_sound():
            self.open_page(Page.PROGRAM)
            self.program.hello.setFocus()
            return
        self.save_button.setEnabled(False)
        calls.start(self.save([self._shelf.edited[place] for place in places]), "account: save")

    async def save(self, edited: list[Edited]) -> None:
        """Store the accounts and their passwords, then close; what could not be done is said instead."""
        result = await save(self._verbs, edited)
        self.save_button.setEnabled(True)
        if self.program.preferences() != self._around.preferences:
            self.preferences_changed.emit(self.program.preferences())
        if result.trouble:
            self._say_not_saved(result)
            return
        self.saved.emit()
        if result.session_only:
            self._say_no_keyring(result)
            return
        self.accept()

    def _say_no_keyring(self, result: Saved) -> None:
        self._say_not_kept(result)
        self._shelf = Shelf.of(self._verbs.accounts())
        self._load()
        self.cancel_button.setText(_("&Close"))
        self.cancel_button.updateGeometry()

    def _say_not_kept(self, result: Saved) -> None:
        fact, consequence = not_kept(locked=result.locked)
        self.say(fact, _("{consequence} All else is saved.").format(consequence=consequence))

    def _say_not_saved(self, result: Saved) -> None:
        self.say(_("The settings could not be saved. They are still here."), result.trouble)

    def _servers_are_sound(self) -> bool:
        """Take what stands in the forms; where no server could be asked with it, go to the reason."""
        self._keep()
        if not self.servers.show_flaws(self._shelf.flaws(self._shelf.current), all_asked_for=True):
            return True
        self.open_page(Page.SERVERS)
        self.servers.focus_first_flaw()
        return False

    def _check(self) -> None:
        self.open_page(Page.SERVERS)
        if not self._servers_are_sound():
            return
        edited = self._shelf.in_the_forms
        self.check_run.start(edited.now, None, edited.passwords)

    def _show_step(self, step: CheckStep) -> None:
        self.servers.show_step(step, self._shelf.in_the_forms.now)

    def _remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.POP_LOGIN_AND_RETRY:
            self.pop.switch.setChecked(True)
            self.open_page(Page.POP)
        elif remedy is Remedy.SWITCH_TO_AUTH:
            self._try_auth()

    def _try_auth(self) -> None:
        if self._servers_are_sound():
            calls.start(self.try_auth(), "account: try SMTP AUTH")

    async def try_auth(self) -> None:
        """Try SMTP AUTH with the form's values; where it works and is wanted, store the switch at once."""
        edited = self._shelf.in_the_forms
        account = replace(edited.now, name=edited.formerly or edited.now.name)  # the passwords' key
        found = await offer_auth(self._verbs, account, self, edited.passwords)
        if found is not None:
            self._show_sending(edited, await take_auth(self._verbs, edited, found))

    async def go_back(self) -> None:
        """Send as before SMTP AUTH, at once."""
        self._keep()
        edited = self._shelf.in_the_forms
        self._show_sending(edited, await go_back(self._verbs, edited))

    def _show_sending(self, edited: Edited, result: Saved) -> None:
        if result.trouble:
            self._say_not_saved(result)
            return
        if result.session_only:
            self._say_not_kept(result)
        if edited is self._shelf.in_the_forms:
            self.servers.show_submission(edited.now.submission)
            self._show_pop(edited)  # another server has shown nothing yet

    def _remove(self) -> None:
        calls.start(self.remove(), "account: remove")

    async def remove(self) -> None:
        """Ask, then remove the account in the forms, with its passwords."""
        edited = self._shelf.in_the_forms
        question = Question(
            _("Remove “{name}”?").format(name=edited.now.address or edited.now.name),
            _("Its settings and passwords go; its letters stay in the outbox."),
            (_("&Remove account"), _("&Keep it")),
            self,
        )
        if not await ask(question):
            return
        if edited.formerly is not None:
            await self._verbs.remove_account(edited.formerly)
        self._shelf.drop_current()
        self._load()
        self.saved.emit()

    def _connect(self) -> None:
        for page in (self.you, self.servers, self.pop, self.polling):
            page.changed.connect(self._edited)
        self.side.add_wanted.connect(self.add_account)
        self.side.switcher.chosen.connect(self._go_to)
        self.you.proposed.connect(self.servers.take)
        self.you.remove_wanted.connect(self._remove)
        self.you.practice_wanted.connect(self.practice_wanted)
        self.servers.check_wanted.connect(self._check)
        self.servers.remedy.connect(self._remedy)
        self.pop.auth_wanted.connect(self._try_auth)
        self.pop.back_wanted.connect(lambda: calls.start(self.go_back(), "account: back from SMTP AUTH"))
        self.pop.forget_wanted.connect(lambda: calls.start(self._forget_learned(), "account: forget"))
        self.check_run.began.connect(self.servers.clear_check)
        self.check_run.began.connect(lambda: self.servers.show_running(running=True))
        self.check_run.stepped.connect(self._show_step)
        self.check_run.ended.connect(lambda _well: self.servers.show_running(running=False))
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.finished.connect(lambda _code: self.check_run.stop())
