using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>Generates text that is hard to split into tokens.</summary>
internal static class SourceSoup
{
    private static readonly string[] Strings =
    [
        "\"", "\"", "\"\"", "\"\"\"", "\"\"\"\"", "$", "$$", "$\"", "$@\"", "@$\"", "@\"", "@", "@@", "$\"\"\"", "$$\"\"\"", "{", "}", "{{", "}}", "{{{",
        "}}}", "(", ")", "[", "]", "'", "\\", "\\\"", "\\u", "\\u007B", "\\u007D", "\\x7b", "\\U0000007B", "\\U7FFFFF{", "\\n", "u8", "U8", ":", "#", "//", "/*",
        "*/", "@*", "*@", "a", " ", "\n", "\r\n",
    ];

    private static readonly string[] Directives =
    [
        "#", "#if", "#if A\n", "#if true\n", "#if !A\n", "#elif A\n", "#elif true\n", "#else\n", "#endif\n", "#define A\n", "#undef A\n", "#define\n", "#if\n",
        "#if (A || true\n", "#if TRUE && !(A != B)\n", "#if A == B == false)\n", "#if enable\n", "#define enable\n", "#define if\n", "#if if\n", "#if A B\n",
        "#region x\n", "#endregion\n", "#error \"\n", "#line 5 \"\n", "#line 5 \"\"\"\n", "#pragma warning\n", "#!", "#:", "# :", "# if A\n", "#//if\n",
        "\n#if A\n", "\n#else\n", "\n#endif\n", "\n#if true\n", "\n#elif true\n", "\n#define A\n", "\n#region\n", "\n\t#endif//\n", "#i\\u0066 A\n", "\\u0041",
        "<<<<<<< ", "=======", "|||||||", ">>>>>>> ", "\n<<<<<<< a\n", "\n=======\n", "\n|||||||\n", "\n>>>>>>> b\n",
        "///", "/// x\n", "///</\n", "///<a>\n", "////", "/**", "/** x */", "/***/", "/**/", "/*", "*/", "//", "x", " ", "\n", "\r", "\r\n", "\u2028", "\"\"\"",
    ];

    private static readonly string[] Words =
    [
        "=", "<", ">", "|", "?", "??", "->", "<<=", ">>=", ":", ";", ",", ".", "..", ".5", "1", "0x", "0xFFul", "0b10", "1e", "1e+5", "1_0.5f", "1.", "1..5",
        "2L", "3m", "5UL", "a", "b1", "_", "if", "using", "namespace", "class", "@", "@:", "$", "\\u0041", "\\u41", "\\U00000041", "\\UFFFFFFFF", "\\U1FFFFFg",
        "\\uD", "\u00e9", "\u03bb", "\u0301", "\u200d", "x\u200dy", "\U0001d49c", "\U0001f600", "\uffff", "\ufffd", "\0", "`", "~", "^", "%", "&", "!", "+", "-", "*", "/",
        "\u2160", "\u0663", "\u203f", "\u0085", "\u2028", "\u2029", "\t", "\v", "\f", "\u001a", "\u00a0", "\u3000", "\ufeff", "\u200b", " ", "\n", "\r", "\r\n",
        ">>>>>>> ", "=======", "|||||||", "\n",
    ];

    /// <summary>Pieces put together without sense: strings and holes, directives and markers, words and characters, or all of them.</summary>
    public static Arbitrary<string[]> Arbitrary { get; } = Arb.From(
        Gen.Elements<string[]>([Strings, Directives, Words, [.. Strings, .. Directives, .. Words]]).SelectMany(pieces => Gen.ArrayOf(Gen.Elements(pieces))),
        WithoutOne);

    /// <summary>Pieces of well-formed source with a few places changed.</summary>
    /// <remarks>
    /// Without U+FFFF: in the <c>cref</c> of a documentation comment Roslyn takes it for the end of the text, does not move on,
    /// and fills the memory with missing tokens.
    /// </remarks>
    public static Arbitrary<string> Mutations(string[] sources)
    {
        var edit =
            from place in Gen.Choose(0, int.MaxValue)
            from length in Gen.Choose(0, 12)
            from action in Gen.Choose(0, 2)
            from piece in Gen.Elements<string>([.. Strings, .. Directives, .. Words.Where(word => word != "\uffff")])
            select (place, length, action, piece);
        var mutation =
            from source in Gen.Elements(sources)
            from start in Gen.Choose(0, source.Length)
            from length in Gen.Choose(1, 800)
            from edits in Gen.ArrayOf(edit)
            select edits.Take(6).Aggregate(Slice(source, start, length), (text, next) => Edit(text, next.place, next.length, next.action, next.piece));
        return Arb.From(mutation);
    }

    private static string Edit(string text, int place, int length, int action, string piece)
    {
        var start = place % (text.Length + 1);
        return action switch
        {
            0 => Whole(text.Insert(start, piece)),
            1 => Whole(text.Remove(start, Math.Min(length, text.Length - start))),
            _ => Whole(text.Insert(start, Slice(text, start, length))),
        };
    }

    private static string Slice(string text, int start, int length) => Whole(text.Substring(start, Math.Min(length, text.Length - start)));

    // A cut through a surrogate pair leaves what UTF-8 cannot hold.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string[]> WithoutOne(string[] pieces) =>
        Enumerable.Range(0, pieces.Length).Select(left => pieces.Where((_, index) => index != left).ToArray());
}
