namespace Provenance.Engine.History.Scanning;

/// <summary>The reserved keywords, looked up by token hash.</summary>
internal static class Keywords
{
    private const int Slots = 512;

    private static readonly ulong[] Table = Build();

    public static readonly ulong Using = TokenHash.Of("using"u8);
    public static readonly ulong Namespace = TokenHash.Of("namespace"u8);

    /// <summary>Whether a reserved keyword may begin with a character; a first look that spares most names the second.</summary>
    public static bool MayBegin(byte first) => first >= '_';

    /// <summary>Whether the hash is that of a reserved keyword.</summary>
    public static bool Contains(ulong hash)
    {
        var table = Table;
        var slot = (int)(hash % Slots);
        while (true)
        {
            var entry = table[slot];
            if (entry == hash)
            {
                return true;
            }

            if (entry == 0)
            {
                return false;
            }

            slot = (slot + 1) % Slots;
        }
    }

    private static ulong[] Build()
    {
        string[] words =
        [
            "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
            "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
            "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
            "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public",
            "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch",
            "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
            "volatile", "while", "__arglist", "__makeref", "__reftype", "__refvalue",
        ];
        var table = new ulong[Slots];
        foreach (var word in words)
        {
            var hash = TokenHash.Of(System.Text.Encoding.ASCII.GetBytes(word));
            var slot = (int)(hash % Slots);
            while (table[slot] != 0)
            {
                slot = (slot + 1) % Slots;
            }

            table[slot] = hash;
        }

        return table;
    }
}
