using System.Globalization;
using System.Text;

namespace Provenance.Engine.Git;

/// <summary>Paths are bytes to git and strings to us: repository-relative, <c>/</c>, ordinal, never normalised.</summary>
public static class RepositoryPath
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8; invalid bytes are carried as <c>\xNN</c>, so that no two names become one.</summary>
    /// <remarks>In such a name, and in one that spells <c>\xNN</c> itself, every backslash is carried as <c>\x5C</c>.</remarks>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes) && !SpellsAByte(bytes))
        {
            return Strict.GetString(bytes);
        }

        var result = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                result.Append(rune.Value == '\\' ? @"\x5C" : rune.ToString());
            }
            else
            {
                foreach (var b in bytes[..consumed])
                {
                    result.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
                }
            }

            bytes = bytes[consumed..];
        }

        return result.ToString();
    }

    private static bool SpellsAByte(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf("\\x"u8); at >= 0; at = bytes.IndexOf("\\x"u8))
        {
            bytes = bytes[(at + 2)..];
            if (bytes.Length >= 2 && char.IsAsciiHexDigitUpper((char)bytes[0]) && char.IsAsciiHexDigitUpper((char)bytes[1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The folder of a path, without a final <c>/</c>; empty for the top level.</summary>
    public static string DirectoryOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }
}
