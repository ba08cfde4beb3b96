/**
 * The files that notebooks show and link to.
 *
 * @module
 */

/** The MIME types of pictures that browsers show, by extension. */
export const PICTURE_TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/** The MIME types of sound and films that browsers play, by extension. */
export const MEDIA_TYPES: Record<string, string> = {
  ".m4a": "audio/mp4",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".oga": "audio/ogg",
  ".ogg": "audio/ogg",
  ".ogv": "video/ogg",
  ".wav": "audio/wav",
  ".webm": "video/webm",
};

/**
 * The MIME types of data and texts that readers download, by extension. Notebooks are not among them:
 * they may hold what is not in the edition of a page that links to them.
 */
export const DATA_TYPES: Record<string, string> = {
  ".arrow": "application/vnd.apache.arrow.file",
  ".csv": "text/csv",
  ".geojson": "application/geo+json",
  ".js": "text/javascript",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".ndjson": "application/x-ndjson",
  ".npy": "application/octet-stream",
  ".npz": "application/zip",
  ".parquet": "application/vnd.apache.parquet",
  ".pdf": "application/pdf",
  ".py": "text/x-python",
  ".toml": "application/toml",
  ".ts": "text/typescript",
  ".tsv": "text/tab-separated-values",
  ".txt": "text/plain",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xml": "application/xml",
  ".yaml": "application/yaml",
  ".yml": "application/yaml",
  ".zip": "application/zip",
};

/** A larger file is no longer handed on because a notebook links to it, in bytes. */
export const MAX_DATA_BYTES = 1_000_000;
