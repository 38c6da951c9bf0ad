"""Puts our own wording into a script; text of the draft never passes through here."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Mapping
from functools import cache, lru_cache

from tonecheck.rulebook.model import Localized, Template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CONFIGS = {"hant-tw": "s2tw", "hant-hk": "s2hk"}
# Where conversion character by character errs or a region writes otherwise; applied in order. What Hong Kong types, and our
# own wording has, are the forms of its keyboards (說, 戶), not those of its list of forms for schools (説, 户).
_MENDED = {
    "hant-tw": (("瞭解", "了解"), ("按規定", "依規定"), ("回復", "回覆"), ("答復", "答覆"), ("儘快", "盡快"), ("裏", "裡")),
    "hant-hk": (("瞭解", "了解"), ("回復", "回覆"), ("答復", "答覆"), ("儘快", "盡快"), ("裡", "裏"), *zip("説户羣閲税脱悦温啓峯牀鈎鋭", "說戶群閱稅脫悅溫啟峰床鉤銳", strict=True)),
}
_lock = allocate_lock()


def in_script(template: Template, script: str, house: Mapping[str, Template] | None = None) -> str:
    """The template's wording for `hans`, `hant-tw` or `hant-hk`: its own where it has one, else converted.

    The names of the house stand in their slots.
    """
    if script == "hans":
        own: str | None = template.hans
    else:
        own = template.hant_tw if script == "hant-tw" else template.hant_hk
    text = own if own is not None else traditional(template.hans, script)
    for name, value in house.items() if house else ():
        text = text.replace(f"{{{name}}}", in_script(value, script))
    return text


def in_language(text: Localized, language: str) -> str:
    """The text in `zh-hans`, `zh-hant` or `en`; simplified where there is no English."""
    if language == "en":
        return text.en or text.hans
    return traditional(text.hans, "hant-tw") if language == "zh-hant" else text.hans


@lru_cache(maxsize=4096)
def traditional(text: str, script: str) -> str:
    """Simplified `text` in the traditional of one region."""
    text = converted(text, _CONFIGS[script])
    for wrong, right in _MENDED[script]:
        text = text.replace(wrong, right)
    return text


def worded(text: str, script: str) -> str:
    """Our own simplified wording in a script: as it is for `hans`, else in the traditional of the region."""
    return text if script == "hans" else traditional(text, script)


def converted(text: str, config: str) -> str:
    """What a configuration of OpenCC (`s2t`, `s2tw`, `s2hk`) makes of simplified `text`."""
    with _lock:
        return str(_converter(config).convert(text))


@cache
def _converter(config: str) -> Any:
    # Imported here: a simplified draft needs no converter, and it loads slowly.
    from opencc import OpenCC

    return OpenCC(config)
