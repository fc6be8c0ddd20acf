namespace Provenance.Engine.History.Scanning;

/// <summary>How the bytes of a source file were read.</summary>
public enum SourceEncoding : byte
{
    /// <summary>A NUL byte and no byte order mark: not a text, and not decoded.</summary>
    NotText = 0,

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8 = 1,

    /// <summary>UTF-8 by its byte order mark, but ill-formed: U+FFFD stands where bytes made no character.</summary>
    RepairedUtf8 = 2,

    /// <summary>UTF-16 by its byte order mark, of either byte order.</summary>
    Utf16 = 3,

    /// <summary>UTF-32 by its byte order mark, of either byte order.</summary>
    Utf32 = 4,

    /// <summary>Ill-formed as UTF-8 and without a byte order mark: read in the fallback encoding.</summary>
    Fallback = 5,
}
