using System.Text;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Scanning;

public sealed class TokenScannerTests
{
    internal const string EveryLiteral = """""
        extern alias lib;
        global using static System.Math;
        using B = (int X, string? Y);
        namespace N;
        /// <summary>Doc &amp; more.</summary>
        [Obsolete("a\tb\"c\\")] unsafe class @class<T> where T : notnull {
            const string V = @"c:\x ""y""
          z"; // trailing
            /* block */ string R = """a "" b"""; var M = """"
                x """ y
                """"u8;
            string I() => $"a {b,3:x2} {{c}} {(d ? "e" : $"f{g}")} {h["i"]}" + $@"j {k} ""l"" \" + @$"m";
            string J => $$"""{n} {{o}} {{{p}}} """ + $"""
                {q switch { 'r' => "s", _ => $"{t:yyyy-'MM'}" }}
                """;
            char[] C = ['a', '\'', '\u0041', '\x1', '"'];
            double[] D = [1, 0xFFu, 0b1010_1010UL, 1_000.5e-3f, .5m, 1e10, 2L, 3d];
            int this[Range r] => r is { Start: var s, End.Value: > 5 } ? x ?? y >>> 2 : a![1..^2]?.b->c;
        #if DEBUG || !RELEASE && (TRACE == true)
            void \u0041b() { checked { i++; j <<= 2; k ??= l; m >>= 3; } }
        #elif NET
            not "text
        #else
            event Action? E { add => _ = value; remove { } }
        #endif
        #region r
        #pragma warning disable CS1591 // x
        #endregion
        }
        """"";

    public static TheoryData<string, string[]> Cases() => new()
    {
        { "a\"b\\\"c\"d", ["a", "\"b\\\"c\"", "d"] },
        { "\"open\nb", ["\"open", "b"] },
        { "\"a\\\nb\"c", ["\"a\\\nb\"", "c"] },
        { "\"a\\\r\nb", ["\"a\\\r", "b"] },
        { "@\"a\"\"b\nc\\\"d", ["@\"a\"\"b\nc\\\"", "d"] },
        { "@@\"a\"b", ["@@\"a\"", "b"] },
        { "\"a\"u8\"b\"U8@\"c\"u8 \"d\"u9", ["\"a\"u8", "\"b\"U8", "@\"c\"u8", "\"d\"", "u9"] },
        { "\"\"\"a\"\"b\"\"\"u8 c", ["\"\"\"a\"\"b\"\"\"u8", "c"] },
        { "\"\"\"a\nb", ["\"\"\"a", "b"] },
        { "\"\"\" \n a \"\"\"\"\" b", ["\"\"\" \n a \"\"\"\"\"", "b"] },
        { "\"\"\"\"\n a\"\"\"b\n \"\"\"\";", ["\"\"\"\"\n a\"\"\"b\n \"\"\"\"", ";"] },
        { "$\"a{b}c\"d", ["$\"a{b}c\"", "d"] },
        { "$\"{a[\"b\"]}\"c", ["$\"{a[\"b\"]}\"", "c"] },
        { "$\"{$\"{\"x\"}\"}\"c", ["$\"{$\"{\"x\"}\"}\"", "c"] },
        { "$\"{a:\"}b\"", ["$\"{a:\"", "}", "b", "\""] },
        { "$\"{a?b:c}\"d", ["$\"{a?b:c}\"", "d"] },
        { "$\"{\na // \"\n}\"d", ["$\"{\na // \"\n}\"", "d"] },
        { "$\"{ '\"' }\"d", ["$\"{ '\"' }\"", "d"] },
        { "$\"}\"\"d\"", ["$\"}\"", "\"d\""] },
        { "$@\"}\"\"d\"", ["$@\"}\"", "\"d\""] },
        { "$\"\\u007B{\"a\"}\"", ["$\"\\u007B{\"", "a", "\"}\""] },
        { "$@\"a\"\"{b}\n\"c", ["$@\"a\"\"{b}\n\"", "c"] },
        { "@$\"a\"b", ["@$\"a\"", "b"] },
        { "$$\"\"\"{a} {{b}} {{{c}}}\"\"\"d", ["$$\"\"\"{a} {{b}} {{{c}}}\"\"\"", "d"] },
        { "$\"\"\"\n{\"\"\"x\"\"\"}\n\"\"\"d", ["$\"\"\"\n{\"\"\"x\"\"\"}\n\"\"\"", "d"] },
        { "@$ $$ $@ $ a", ["@$", "$$", "$@", "$", "a"] },
        { "'a''\\'' 'bc' '", ["'a'", "'\\''", "'bc'", "'"] },
        { "0x 0b12 1e 1e+ 1_ 1.5L .5 1.a 1..5 .. .5", ["0x", "0b1", "2", "1e", "1e+", "1_", "1.5", "L", ".5", "1", ".", "a", "1", ".", ".", "5", ".", ".", ".5"] },
        { "0xFFul 1LU 1.0e-5f 3m 4D", ["0xFFul", "1LU", "1.0e-5f", "3m", "4D"] },
        { "@if @@a @ @1 @:b c\nd", ["@if", "@@a", "@", "@", "1", "@:b c", "d"] },
        { "\\u0061b a\\u0301 \\uZ \\UFFFFFFFF \\", ["\\u0061b", "a\\u0301", "\\uZ", "\\UFFFFFFFF", "\\"] },
        { "é\u0301x \u0663 \U0001d49c a\u200db", ["é\u0301x", "\u0663", "\U0001d49c", "a\u200db"] },
        { "a>>=b>>>c<<=d??=e->f::g=>h", ["a", ">", ">=", "b", ">", ">", ">", "c", "<<=", "d", "??=", "e", "->", "f", "::", "g", "=>", "h"] },
        { "a\u0085b\u2028c\u2029d\u00a0e\u3000f \ufeffg\u001ah", ["a", "b", "c", "d", "e", "f", "g", "h"] },
        { "\ufeffa // b\u2028c /* d\n*/ e /* f", ["a", "c", "e"] },
        { "a @* b *@ c", ["a", "c"] },
        { "/// a\n  /// b\nc /** d */ e", ["c", "e"] },
        { "#!x\n#:y\"\"\"\n#region \"\"\"\n#error '\n#line 1 \"a\"\n#nullable enable\n#unknown\na", ["a"] },
        { "#if A\na\n#else\nb\n#endif\nc", ["b", "c"] },
        { "#define A\n#if A && !B\na\n#elif true\nb\n#endif", ["a"] },
        { "#undef A\n#if A\na\n#elif (A) != true\nb\n#else\nc\n#endif", ["b"] },
        { "#if A\n#if true\na\n#else\nb\n#endif\n#elif true\nc\n#endif", ["c"] },
        { "#if A\n'\"/*\n#endif\na", ["a"] },
        { "#if A\n#region\n#endif\na\n#endregion\n#endif\nb", ["b"] },
        { "a #if A\nb", ["a", "b"] },
        { "a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\ne", ["a", "b", "e"] },
        { "a <<<<<<< b", ["a", "<<", "<<", "<<", "<", "b"] },
        { "using\\uD using", ["using", "\\uD", "using"] },
        { "#", [] },
        { "", [] },
    };

    /// <summary>Where Roslyn does what nobody would guess.</summary>
    public static TheoryData<string, string[]> Surprises() => new()
    {
        // A documentation comment may precede a directive in its line; any other comment makes it a mere error.
        { "/** x */ #if A\na\n#endif\nb", ["b"] },
        { "/* x */ #if A\na\n#endif\nb", ["a", "b"] },

        // A directive behind a token is skipped with its line, and drags those of the next lines along.
        { "a #x\n#if A\nb\n#endif\n", ["a", "b"] },
        { "a #x\n\n#if A\nb\n#endif\n", ["a"] },

        // A symbol that an excluded branch defines is defined for the next branch's condition.
        { "#if A\n#define B\n#elif B\na\n#endif\n#if B\nb\n#endif", ["a"] },

        // The nameless symbol can be defined and asked for; TRUE is true; a keyword of directives names nothing, `if` does.
        { "#define\n#if\na\n#endif", ["a"] },
        { "#if TRUE\na\n#endif", ["a"] },
        { "#define enable\n#if enable\na\n#endif\n#define if\n#if if\nb\n#endif", ["a", "b"] },

        // A documentation comment that opens with an end tag makes all directives before it forgotten.
        { "#define A\n#if true\n///</p>\n#else\na\n#endif\n#if A\nb\n#endif", ["a"] },
        { "#define A\n#if true\n/// </p>\n#else\na\n#endif\n#if A\nb\n#endif", ["b"] },
        { "#define A\n/**</p>*/\n#if A\na\n#endif", [] },

        // A raw string in a directive goes on over the lines.
        { "#line 1 \"\"\"\na\n\"\"\" b\nc", ["c"] },

        // The byte order mark is white space, but inside an identifier it is one of its invisible characters.
        { "f\ufeffg \ufeffh", ["f\ufeffg", "h"] },

        // From the second side of a conflict on, nothing is left; U+FFFF ends the exclusion.
        { "=======\na\nb", [] },
        { "=======\na\uffffb", ["\uffff", "b"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Surprises))]
    public void Construct_GivesItsTokens(string text, string[] expected)
    {
        Assert.Equal(expected, Texts(text));
        Assert.Null(RoslynLexer.FirstDifference(text));
    }

    [Fact]
    public void EveryLiteral_HasRoslynsTokens()
    {
        Assert.Null(RoslynLexer.FirstDifference(EveryLiteral));
        Assert.Null(RoslynLexer.FirstDifference(EveryLiteral.ReplaceLineEndings("\r\n")));
        Assert.Null(RoslynLexer.FirstDifference(EveryLiteral.ReplaceLineEndings("\r")));
    }

    [Fact]
    public void EveryPrefixOfEveryLiteral_HasRoslynsTokens()
    {
        var differences = Enumerable.Range(0, EveryLiteral.Length)
            .Select(length => RoslynLexer.FirstDifference(EveryLiteral[..length]))
            .Where(difference => difference is not null);

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(203)]
    public void BadCharacters_FromThe202ndOnAreOneToken(int count)
    {
        var text = string.Concat(Enumerable.Repeat("` ", count)) + "a b";

        Assert.Null(RoslynLexer.FirstDifference(text));
        Assert.Equal(count > 201 ? 202 : count + 2, Texts(text).Length);
    }

    [Theory]
    [InlineData("$\"{")]
    [InlineData("$\"{(")]
    [InlineData("#if (")]
    [InlineData("#if !")]
    [InlineData("#if A\n")]
    public void DeepNesting_DoesNotExhaustTheStack(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 200_000));

        Assert.True(Texts(text).Length <= 1);
    }

    [Theory]
    [InlineData(-1, "a")]
    [InlineData(0, "a")]
    [InlineData(1, "b")]
    public void SymbolsOverTheLimit_AreNotDefined(int over, string expected)
    {
        var count = DirectiveStack.MostSymbols + over;
        var text = string.Concat(Enumerable.Range(1, count).Select(index => $"#define X{index}\n")) + $"#if X{count}\na\n#else\nb\n#endif";

        Assert.Equal([expected], Texts(text));
    }

    [Fact]
    public void ScannerAndBuffer_CanBeUsedAgain()
    {
        var scanner = new TokenScanner();
        var tokens = new TokenBuffer();

        scanner.Scan("#define A\n#if A\na `"u8, tokens);
        scanner.Scan("#if A\nb\n#endif\nc"u8, tokens);

        Assert.Equal(1, tokens.Count);
        Assert.Equal(TokenHash.Of("c"u8), tokens.Hashes[0]);
    }

    private static string[] Texts(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(utf8, tokens);
        return [.. Enumerable.Range(0, tokens.Count).Select(index => Encoding.UTF8.GetString(utf8, tokens.Starts[index], tokens.Lengths[index]))];
    }
}
