namespace Provenance.Engine.History.Scanning;

/// <summary>What a byte at the start of a token, or inside an identifier, means. One table look-up per byte.</summary>
internal static class ByteClass
{
    public const byte Other = 0;
    public const byte Letter = 1;
    public const byte Digit = 2;
    public const byte Structural = 3;
    public const byte SinglePunctuation = 4;
    public const byte CompoundPunctuation = 5;
    public const byte Dot = 6;
    public const byte Quote = 7;
    public const byte Apostrophe = 8;
    public const byte Dollar = 9;
    public const byte At = 10;
    public const byte Backslash = 11;
    public const byte NonAscii = 12;

    /// <summary>Set where trivia may begin; conflict markers, which begin like operators, are looked for at the operator.</summary>
    public const byte TriviaBit = 0x20;

    /// <summary>Set where an identifier goes on.</summary>
    public const byte PartBit = 0x40;

    private const byte ClassBits = 0x1F;

    private static readonly byte[] Table = Build();

    public static byte Of(byte value) => (byte)(Table[value] & ClassBits);

    public static bool StartsTrivia(byte value) => (Table[value] & TriviaBit) != 0;

    /// <summary>End of the run of ASCII letters, digits and underscores at a position.</summary>
    public static int EndOfAsciiIdentifier(ReadOnlySpan<byte> text, int position)
    {
        var table = Table;
        while ((uint)position < (uint)text.Length && (table[text[position]] & PartBit) != 0)
        {
            position++;
        }

        return position;
    }

    private static byte[] Build()
    {
        var table = new byte[256];
        Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"u8, Letter | PartBit);
        Set("0123456789"u8, Digit | PartBit);
        Set("{}();,"u8, Structural);
        Set("[]~"u8, SinglePunctuation);
        Set(":!=*?+-%&^|<>"u8, CompoundPunctuation);
        Set("/"u8, CompoundPunctuation | TriviaBit);
        Set("."u8, Dot);
        Set("\""u8, Quote);
        Set("'"u8, Apostrophe);
        Set("$"u8, Dollar);
        Set("@"u8, At | TriviaBit);
        Set("\\"u8, Backslash);
        Set(" \t\v\f\u001A\r\n#"u8, Other | TriviaBit);
        table.AsSpan(0x80).Fill(NonAscii | TriviaBit);
        return table;

        void Set(ReadOnlySpan<byte> values, int entry)
        {
            foreach (var value in values)
            {
                table[value] = (byte)entry;
            }
        }
    }
}
