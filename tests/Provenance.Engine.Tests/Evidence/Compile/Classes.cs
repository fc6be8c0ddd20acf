using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>Compiles a marked source in debug and release builds and compares the class of every token with its mark.</summary>
internal static class Classes
{
    public static void Verify(string marked, string langVersion = "preview", string defines = "")
    {
        foreach (var isRelease in (bool[])[false, true])
        {
            foreach (var isEmbedded in (bool[])[false, true])
            {
                var source = new MarkedSource(marked);
                var sample = new Sample { IsRelease = isRelease, IsEmbedded = isEmbedded, Parse = new ParseSettings(defines, langVersion) }.Compile((Sample.FilePath, source.Text));

                var file = sample.ReadFile();

                Assert.Equal(FileStatus.Verified, file.Status);
                var differences = Differences(source, file, isRelease);
                Assert.True(differences.Length == 0, differences);
            }
        }
    }

    /// <summary>One line per token whose class is not the expected one.</summary>
    public static string Differences(MarkedSource source, FileEvidence file, bool isRelease)
    {
        var differences = new StringBuilder();
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

        // Directives are blanked out, so that the lexer of the test sees inactive text as tokens too.
        var text = string.Join('\n', source.Text.Split('\n').Select(line => line.TrimStart().StartsWith('#') ? new string(' ', line.Length) : line));
        foreach (var token in CSharpSyntaxTree.ParseText(text, options).GetRoot().DescendantTokens(node => !node.IsKind(SyntaxKind.UsingDirective)))
        {
            var isStructural = token.Span.IsEmpty || token.Text is "{" or "}" or "(" or ")" or ";" or ",";
            if (!isStructural && file.ClassAt(token.SpanStart) != source.Expected(token.SpanStart, isRelease))
            {
                var line = text[..token.SpanStart].Count(c => c == '\n') + 1;
                differences.Append(isRelease ? "release" : "debug").Append(" line ").Append(line).Append(" '").Append(token.Text)
                    .Append("': expected ").Append(source.Expected(token.SpanStart, isRelease)).Append(", is ").Append(file.ClassAt(token.SpanStart))
                    .Append(' ').Append(file.RunAt(token.SpanStart)?.Reason).Append('\n');
            }
        }

        return differences.ToString();
    }
}
