using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Csv;
using Provenance.Engine.Reports.Html;
using Provenance.Engine.Reports.Markdown;
using Provenance.Engine.Reports.Svg;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports;

/// <summary>Names and trailers stay text in every format: the form of a document is the same whatever they are.</summary>
public sealed partial class InertnessTests : IClassFixture<InertnessTests.Sample>
{
    private readonly SurvivalReport _plain;

    public InertnessTests(Sample sample) => _plain = sample.Report;

    [Fact]
    public void Html_HasTheSameElementsWhateverTheTexts() => ForAllTexts(text =>
    {
        var page = Read(HtmlReport.Write(_plain.With(text)));

        Assert.Equal(TagsOf(Read(HtmlReport.Write(_plain.With("x")))), TagsOf(page));
        Assert.All(DataBlock().Matches(page), block => JsonDocument.Parse(block.Groups["json"].Value).Dispose());
        return page;
    });

    [Fact]
    public void Svg_HasTheSameElementsWhateverTheTexts() => ForAllTexts(text =>
    {
        var (curve, badge) = (Read(CurveSvg.Write(_plain.With(text))), Read(BadgeSvg.Write(_plain.With(text))));

        Assert.Equal(ElementsOf(Read(CurveSvg.Write(_plain))), ElementsOf(curve));
        Assert.Equal(ElementsOf(Read(BadgeSvg.Write(_plain))), ElementsOf(badge));
        return curve + badge;
    });

    [Fact]
    public void Markdown_HasTheSameFormOutsideCodeSpansWhateverTheTexts() => ForAllTexts(text =>
    {
        var summary = Read(MarkdownSummary.Write(_plain.With(text)));

        Assert.Equal(
            WithoutEscapes(MarkdownForm.WithoutCode(Read(MarkdownSummary.Write(_plain.With("x"))))),
            WithoutEscapes(MarkdownForm.WithoutCode(summary)));
        return summary;
    });

    [Fact]
    public void Csv_HasTheSameCellsAndNoFormulaWhateverTheTexts() => ForAllTexts(text =>
    {
        foreach (var write in (Func<SurvivalReport, byte[]>[])[FigureCsv.Write, FileCsv.Write])
        {
            var rows = Cells(Read(write(_plain.With(text))));

            Assert.Equal(Cells(Read(write(_plain.With("x")))).Select(row => row.Count), rows.Select(row => row.Count));
            Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.TrimStart() is ['=' or '+' or '@', ..] || (cell.TrimStart().StartsWith('-') && !Number().IsMatch(cell)));
        }

        return Read(FigureCsv.Write(_plain.With(text))) + Read(FileCsv.Write(_plain.With(text)));
    });

    [Fact]
    public void Json_IsOneDocumentWhateverTheTexts() => ForAllTexts(text =>
    {
        var json = Read(ReportJson.Write(_plain.With(text)));
        using var document = JsonDocument.Parse(json);

        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        return json;
    });

    [Fact]
    public void Text_IsForTerminalsAndLogs() => ForAllTexts(text => ReportText.Write(_plain.With(text), default));

    [Fact]
    public void TheChecks_FindWhatTheyLookFor()
    {
        Assert.False(MarkdownForm.IsQuiet("a\n  ::error::x"));
        Assert.False(MarkdownForm.IsQuiet("a ##vso[task.x]"));
        Assert.False(MarkdownForm.IsQuiet("a\u202eb"));
        Assert.False(MarkdownForm.IsQuiet("a\u001b[2J"));
        Assert.NotEqual(TagsOf("<p>x</p>"), TagsOf("<p><b>x</p>"));
        Assert.Equal("a  b", MarkdownForm.WithoutCode("a ``c ` d`` b"));
        Assert.Equal([["a", "b,\"c"]], Cells("a,\"b,\"\"c\"\n"));
    }

    private static void ForAllTexts(Func<string, string> write)
    {
        foreach (var text in HostileTexts.Known)
        {
            Assert.True(MarkdownForm.IsQuiet(write(text)), text);
        }

        Check.One(Laws.Config.WithMaxTest(30), Prop.ForAll(HostileTexts.All, text => MarkdownForm.IsQuiet(write(text))));
    }

    private static string Read(byte[] bytes) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

    /// <summary>Tags with the names of their attributes, without values; raw text elements end at their end tag.</summary>
    private static string[] TagsOf(string page) => [.. Tag().Matches(DataBlock().Replace(page, "<data>")).Select(tag => Value().Replace(tag.Value, "=\"\""))];

    private static string[] ElementsOf(string svg) => [.. XDocument.Parse(svg).Descendants().Select(element => element.Name.LocalName + string.Concat(element.Attributes().Select(attribute => " " + attribute.Name)))];

    private static string WithoutEscapes(string markdown) => Notice().Replace(Escape().Replace(markdown, ""), "$1");

    private static List<List<string>> Cells(string csv)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            if (isQuoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && csv[i] is ',' or '\n' && !isQuoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[i] == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(csv[i]);
            }
        }

        return rows;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("<script type=\"application/json\" id=\"[a-z0-9]+\">(?<json>[^<]*)</script>")]
    private static partial Regex DataBlock();

    [GeneratedRegex("\\\\.")]
    private static partial Regex Escape();

    // A notice's argument is text of ours with escapes: only that it stays on its line and in its item is looked at.
    [GeneratedRegex("(- \\*\\*PROV932\\*\\*).*")]
    private static partial Regex Notice();

    [GeneratedRegex("^-?[0-9.]+$")]
    private static partial Regex Number();

    /// <summary>One analysis for all tests.</summary>
    public sealed class Sample : IDisposable
    {
        private readonly TestRepository _repository = ReportSample.Repository();

        public Sample() => Report = ReportSample.Of(_repository);

        public SurvivalReport Report { get; }

        public void Dispose() => _repository.Dispose();
    }
}
