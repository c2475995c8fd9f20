"""What Fusion cannot draw by its palette alone: fields, lists, menus, tool tips. All colours from the tokens.

Labels choose their ink by a dynamic property, `label.setProperty("ink", "second")`, so that they follow a
change of theme. A focus outline is a border that is always there, so that nothing moves when it shows.
"""

from tegata.gui.tokens import FOCUS, RADIUS_CARD, RADIUS_CONTROL, Tokens


def make(tokens: Tokens) -> str:
    """Return the style sheet of the whole application."""
    return "\n".join(
        (_words(tokens), _grounds(tokens), _fields(tokens), _lists(tokens), _scroll_bars(tokens))
    )


def _words(t: Tokens) -> str:
    inks = {
        "second": t.ink_2,
        "third": t.ink_3,
        "accent": t.accent_ink,
        "go": t.go_ink,
        "warn": t.warn_ink,
        "danger": t.danger_ink,
    }
    rules = [f'QLabel[ink="{name}"] {{ color: {colour}; }}' for name, colour in inks.items()]
    return "\n".join((f"QLabel {{ color: {t.ink}; background: transparent; }}", *rules))


def _grounds(t: Tokens) -> str:
    return f"""
    QWidget[ground="paper"] {{ background: {t.paper}; }}
    QWidget[ground="chrome"] {{ background: {t.chrome}; }}
    QWidget[ground="accent-soft"] {{ background: {t.accent_soft}; }}
    QWidget[ground="warn-soft"] {{ background: {t.warn_soft}; }}
    QWidget[ground="danger-soft"] {{ background: {t.danger_soft}; }}
    QFrame[ground="card"] {{ background: {t.paper}; border: 1px solid {t.hairline};
        border-radius: {RADIUS_CARD}px; }}
    QFrame[line="hairline"] {{ background: {t.hairline}; border: none; }}
    QToolTip {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.border}; padding: 4px 6px; }}
    """


def _fields(t: Tokens) -> str:
    field = "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox"
    return f"""
    {field} {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.border};
        border-radius: {RADIUS_CONTROL}px; padding: 5px 9px; min-height: 20px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    {_each(field, ":focus")} {{ border: 2px solid {t.accent}; padding: 4px 8px; }}
    {_each(field, ":disabled")} {{ color: {t.ink_3}; border-color: {t.hairline}; }}
    {_each(field, '[flawed="true"]')} {{ border-color: {t.danger}; }}
    {_each(field, '[bare="true"]')} {{ background: transparent; border: 2px solid transparent;
        padding: 0px; }}
    {_each(field, '[bare="true"]:disabled')} {{ color: {t.ink}; }}
    {_each(field, '[bare="true"]:focus')} {{ border: 2px solid transparent; padding: 0px; }}
    QSpinBox, QDoubleSpinBox, QDateTimeEdit {{ padding-right: 28px; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0px 0px 0px 7px; min-height: 0px;
        background: transparent; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
    QDateTimeEdit::up-button, QDateTimeEdit::down-button {{ border: none; width: 20px; }}
    QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
    QCalendarWidget QToolButton {{ color: {t.ink}; padding: 4px 8px; }}
    QCalendarWidget QWidget {{ alternate-background-color: {t.chrome}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    """


def _lists(t: Tokens) -> str:
    return f"""
    QMenu {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.border};
        border-radius: {RADIUS_CARD}px; padding: 4px; }}
    QMenu::item {{ padding: 6px 16px 6px 12px; border-radius: {RADIUS_CONTROL}px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
    QMenu::item:disabled {{ color: {t.ink_3}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 4px 8px; }}
    QAbstractItemView {{ background: {t.paper}; color: {t.ink}; border: none; outline: none;
        selection-background-color: {t.accent_soft}; selection-color: {t.accent_ink}; }}
    QListWidget, QTableWidget {{ border: {FOCUS}px solid transparent; border-radius: {RADIUS_CONTROL}px; }}
    QListWidget:focus, QTableWidget:focus {{ border-color: {t.accent}; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.border}; padding: 4px; }}
    QFileDialog QComboBox::down-arrow {{ width: 0px; height: 0px; border-left: 4px solid {t.paper};
        border-right: 4px solid {t.paper}; border-top: 5px solid {t.ink_2}; }}
    QFileDialog QPushButton {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.border};
        border-radius: {RADIUS_CONTROL}px; padding: 5px 14px; min-height: 20px; }}
    QFileDialog QPushButton:focus {{ border: 2px solid {t.accent}; padding: 4px 13px; }}
    QFileDialog QPushButton:disabled {{ color: {t.ink_3}; border-color: {t.hairline}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    """


def _scroll_bars(t: Tokens) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {t.border}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {t.ink_2}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _each(selectors: str, state: str) -> str:
    return ", ".join(selector.strip() + state for selector in selectors.split(","))
