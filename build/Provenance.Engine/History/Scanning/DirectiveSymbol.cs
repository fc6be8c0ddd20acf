using System.Text;

namespace Provenance.Engine.History.Scanning;

/// <summary>Names in directives.</summary>
internal static class DirectiveSymbol
{
    // Names are told apart by their first 128 characters only, as they were in compilers long gone.
    private const int SignificantCharacters = 128;

    /// <summary>The name that an identifier stands for: escapes resolved, invisible formatting characters left out.</summary>
    public static string Read(ReadOnlySpan<byte> identifier)
    {
        var spelled = Encoding.UTF8.GetString(identifier);
        if (spelled.Length > SignificantCharacters)
        {
            return spelled[..SignificantCharacters];
        }

        if (System.Text.Ascii.IsValid(identifier) && !identifier.Contains((byte)'\\'))
        {
            return spelled;
        }

        var name = new StringBuilder(spelled.Length);
        var position = 0;
        while (position < identifier.Length)
        {
            int character;
            if (identifier[position] == '\\')
            {
                character = UnicodeEscape.Read(identifier, position, out position);
            }
            else
            {
                character = SourceCharacter.At(identifier, position, out var length);
                position += length;
            }

            if (!SourceCharacter.IsFormat(character))
            {
                name.Append((char)character);
            }
        }

        return name.ToString();
    }

    /// <summary>Whether a plain identifier is a keyword of directives, which names no symbol. (<c>if</c> and <c>define</c> do.)</summary>
    public static bool IsKeyword(ReadOnlySpan<byte> identifier) =>
        identifier.SequenceEqual("true"u8) || identifier.SequenceEqual("false"u8) || identifier.SequenceEqual("default"u8)
        || identifier.SequenceEqual("hidden"u8) || identifier.SequenceEqual("checksum"u8) || identifier.SequenceEqual("disable"u8)
        || identifier.SequenceEqual("restore"u8) || identifier.SequenceEqual("enable"u8) || identifier.SequenceEqual("warnings"u8)
        || identifier.SequenceEqual("annotations"u8);
}
