namespace Provenance.Engine;

/// <summary>Why a folder or file does not take a write: the fixed words that notices carry.</summary>
public static class WriteRefusal
{
    public const string ReadOnly = "read-only";

    public const string Full = "full";

    public const string Denied = "denied";

    /// <summary>The word for an exception of a write. What is neither a full nor a read-only disk is denied.</summary>
    /// <remarks>Numbers of errors as .NET hands them on: errno of Linux and macOS, Win32 codes inside an HRESULT. winerror.h, errno(3).</remarks>
    public static string Of(Exception exception) => (exception is UnauthorizedAccessException ? exception.InnerException ?? exception : exception).HResult switch
    {
        // No space, file too large for a limit of the process, quota (Linux and macOS); handle disk full, disk full.
        28 or 27 or 122 or 69 or unchecked((int)0x80070027) or unchecked((int)0x80070070) => Full,

        // Read-only file system; write protect.
        30 or unchecked((int)0x80070013) => ReadOnly,
        _ => Denied,
    };
}
