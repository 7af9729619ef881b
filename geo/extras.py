"""What each part of the library needs installed, and the sentence that says so.

A plain installation brings numpy and scipy, which is all that `geo.measures` needs. Every extra
holds the one before it.
"""

from __future__ import annotations

from importlib.util import find_spec

#: Modules that each extra brings, the extras from the ground up.
MODULES = {
    "atlas": ("pandas", "geopandas", "shapely", "pyproj", "pyogrio", "pypinyin", "markupsafe"),
    "sheets": ("plotly", "folium", "branca", "xstatic", "mapclassify"),
    "files": (
        "openpyxl",
        "pptx",
        "lxml",
        "typst",
        "zhplot",
        "PIL",
        "segno",
        "jinja2",
    ),
    "registers": ("pyarrow", "duckdb", "ibis", "sqlglot", "python_calamine", "sklearn"),
    "app": ("streamlit", "starlette", "websockets", "prometheus_client", "streamlit_folium"),
}


class MissingPartError(ImportError):
    """A part of the library whose libraries are not installed; says which extra brings them."""


def need(module: str, extra: str) -> None:
    """Refuse to import a module where what its extra brings is missing.

    Parameters
    ----------
    module : str
        Name of the module.
    extra : str
        One of :data:`MODULES`.

    Raises
    ------
    MissingPartError
        With what is missing and how to install it.
    """
    extras = list(MODULES)[: list(MODULES).index(extra) + 1]
    needed = (name for one in extras for name in MODULES[one])
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        raise MissingPartError(
            f"{module} needs {', '.join(missing)}, not installed here: "
            f'pip install "hubei-cluster-atlas[{extra}]"',
            name=module,
        )
