from geo.data.atlas import Atlas
from geo.files.brief.content import Brief
def slide_bytes(atlas: Atlas, brief: Brief) -> bytes:
    raise NotImplementedError
