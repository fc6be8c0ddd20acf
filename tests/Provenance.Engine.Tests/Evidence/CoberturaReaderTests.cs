using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Evidence.Coverage;

namespace Provenance.Engine.Tests.Evidence;

public sealed class CoberturaReaderTests
{
    // The shape that coverlet writes: lines stand below their method and again below their class; a partial class has a class element per file.
    private const string Written =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <coverage line-rate="0.5" branch-rate="1" version="1.9" timestamp="0" lines-covered="2" lines-valid="4">
          <sources>
            <source>/repo/src/</source>
          </sources>
          <packages>
            <package name="Shop" line-rate="0.5">
              <classes>
                <class name="Shop.Cart" filename="Shop/Cart.cs" line-rate="0.5">
                  <methods>
                    <method name="Add" signature="()"><lines><line number="3" hits="2" branch="False" /><line number="4" hits="0" branch="False" /></lines></method>
                  </methods>
                  <lines><line number="3" hits="2" branch="False" /><line number="4" hits="0" branch="False" /></lines>
                </class>
                <class name="Shop.Cart/&lt;Run&gt;d__1" filename="Shop/Cart.cs"><methods /><lines><line number="4" hits="1" /><line number="9" hits="0" /></lines></class>
                <class name="Other" filename="/elsewhere/Other.cs"><methods /><lines><line number="1" hits="1" /></lines></class>
                <class name="Climbs" filename="../../../etc/passwd"><methods /><lines><line number="1" hits="1" /></lines></class>
              </classes>
            </package>
          </packages>
        </coverage>
        """;

    [Fact]
    public void CoverletsFile_GivesTheLinesOfTheRepositorysFiles()
    {
        var asked = new List<string>();

        var lines = Read(Written).Lines!.Below(["/repo"], path =>
        {
            asked.Add(path);
            return path == "src/Shop/Cart.cs";
        });

        Assert.Equal([new("src/Shop/Cart.cs", "3:True 4:True 9:False")], lines.Select(file => KeyValuePair.Create(file.Key, string.Join(' ', file.Value.Select(line => $"{line.Key}:{line.Value}")))));
        Assert.DoesNotContain(asked, path => path.Contains("..", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""<source>C:\repo\</source>""", """src\A.cs""", "C:\\repo")]
    [InlineData("<source>/_/</source>", "src/A.cs", "/anywhere")]
    [InlineData("", "/_/src/A.cs", "/anywhere")]
    [InlineData("", "src/A.cs", "/anywhere")]
    [InlineData("<source>/repo/tests/../</source>", "./src/A.cs", "/repo")]
    public void NamesInAllForms_AreFound(string source, string name, string top)
    {
        var file = $"""<coverage><sources>{source}</sources><packages><package><classes><class filename="{name}"><lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>""";

        Assert.Equal(["src/A.cs"], Read(file).Lines!.Below([top], path => path == "src/A.cs").Keys);
    }

    [Theory]
    [InlineData("<!DOCTYPE coverage [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><coverage>&b;</coverage>", "damaged")]
    [InlineData("<!DOCTYPE coverage SYSTEM \"file:///etc/passwd\"><coverage/>", "damaged")]
    [InlineData("<coverage><packages>", "damaged")]
    [InlineData("not xml", "damaged")]
    [InlineData("", "damaged")]
    [InlineData("<CoverageSession/>", "not cobertura")]
    public void HostileOrForeignFile_IsRefusedWithTheReason(string content, string reason)
    {
        var (lines, failure) = Read(content);

        Assert.Null(lines);
        Assert.Equal(reason, failure);
    }

    [Theory]
    [InlineData("number=\"0\" hits=\"1\"")]
    [InlineData("number=\"-1\" hits=\"1\"")]
    [InlineData("number=\"99999999999\" hits=\"1\"")]
    [InlineData("number=\"x\"")]
    public void LinesThatCannotBe_AreLeftOut(string line) =>
        Assert.Empty(Read($"<coverage><packages><package><classes><class filename=\"A.cs\"><lines><line {line}/></lines></class></classes></package></packages></coverage>").Lines!.Files["A.cs"]);

    [Theory]
    [InlineData("18446744073709551616", true)]
    [InlineData("000", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    public void Hits_AreAnyNumberAboveZero(string hits, bool ran) =>
        Assert.Equal(ran, Read($"<coverage><class filename=\"A.cs\"><line number=\"1\" hits=\"{hits}\"/></class></coverage>").Lines!.Files["A.cs"][1]);

    [Fact]
    public void DeepNesting_IsReadWithoutAStack()
    {
        const int Depth = 200_000;

        var (lines, failure) = Read(new StringBuilder("<coverage>").Insert("<coverage>".Length, "<a>", Depth).Insert("<coverage>".Length + (3 * Depth), "</a>", Depth).Append("</coverage>").ToString());

        Assert.Equal("", failure);
        Assert.Empty(lines!.Files);
    }

    private static (CoverageLines? Lines, string Failure) Read(string content) => CoberturaReader.Read([.. Encoding.UTF8.GetBytes(content)]);
}
