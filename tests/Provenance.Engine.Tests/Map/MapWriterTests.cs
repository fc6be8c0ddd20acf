using Provenance.Engine.Map;
using Provenance.Shared.Map;

namespace Provenance.Engine.Tests.Map;

public sealed class MapWriterTests
{
    private static readonly MapOrigin Claude = new(Label.Agent, "claude", "anthropic/claude-opus-4-8", MapConfidence.High, Tier.Asserted, new DateOnly(2026, 3, 1), true, "0123456789ab");
    private static readonly MapOrigin Unknown = new(Label.Unknown, null, null, MapConfidence.None, null, null, false, null);
    private static readonly MapPolicyEntry Forbidden = new("PROV101", MapSeverity.Error, "Crypto and keys");
    private static readonly MapPolicyEntry Review = new("PROV104", MapSeverity.Warning, null);

    private static readonly ProvenanceMap Example = new(
        ["zeta", "acme-bot"],
        [Unknown, Claude],
        [Review, Forbidden],
        [
            MapFile.Of("src/A b.cs", "class A\n{\r\n}\n", [0, 1], [new MapRun(1, 1, 1, 2, 2), new MapRun(2, 3, 0, 0, 1)], [new MapChurn(1, 3, 4)]) with { LineUnits = [2, 0, 0, 0] },
            MapFile.Of("../Shared.cs", "class S;", [], [], []),
        ]);

    [Fact]
    public void Example_IsTheDocumentedText()
    {
        var expected = """
            provenance-map 1
            a acme-bot
            a zeta
            o 0 agent claude anthropic/claude-opus-4-8 high asserted 2026-03-01 1 0123456789ab
            o 1 unknown - - - - - 0 -
            p 0 PROV101 error Crypto%20and%20keys
            p 1 PROV104 warning -
            f ../Shared.cs HASH -
            h LINE
            f src/A%20b.cs cbe10af2e726de15 0,1
            r 1 1 0 2 2
            r 2 3 1 0 1
            c 1 3 4
            h WmqRFPPx4lTR86Grq97NvA==
            u AgAAAA==

            """.ReplaceLineEndings("\n");
        var shared = Example.Files[1];
        expected = expected.Replace("HASH", $"{shared.TextHash:x16}", StringComparison.Ordinal).Replace("LINE", Convert.ToBase64String(BitConverter.GetBytes(shared.LineHashes[0])), StringComparison.Ordinal);

        var text = MapWriter.Write(Example);

        Assert.Equal(expected, text[..text.LastIndexOf("e ", StringComparison.Ordinal)]);
        Assert.Equal($"e {TextFingerprint.Checksum(expected, expected.Length):x16}\n", text[expected.Length..]);
    }

    [Fact]
    public void OrderAndRepetitionOfParts_DoNotMatter()
    {
        var other = new ProvenanceMap(
            ["acme-bot", "zeta", "acme-bot"],
            [Claude, Claude with { Agent = "unused" }, Unknown, Claude],
            [Forbidden, Review, Review],
            [
                Example.Files[1],
                Example.Files[0] with { Policy = [2, 0, 1], Runs = [new MapRun(1, 1, 3, 2, 2), new MapRun(2, 3, 2, 0, 1)], Churn = [new MapChurn(1, 3, 4), new MapChurn(1, 3, 4)] },
            ]);

        Assert.Equal(MapWriter.Write(Example), MapWriter.Write(other));
    }

    [Theory]
    [InlineData("class A\r\n{\r\n}\r\n")]
    [InlineData("class A\r{\u0085}\u2028")]
    public void LineEnds_DoNotMatter(string text)
    {
        var same = MapFile.Of("src/A b.cs", text, Example.Files[0].Policy, Example.Files[0].Runs, Example.Files[0].Churn) with { LineUnits = Example.Files[0].LineUnits };

        Assert.Equal(MapWriter.Write(Example), MapWriter.Write(Example with { Files = [same, Example.Files[1]] }));
    }

    public static TheoryData<string, Func<ProvenanceMap>> Contradictions => new()
    {
        { "agent", () => Example with { Agents = ["No Slug"] } },
        { "agent of an origin", () => Example with { Origins = [Unknown with { Agent = "" }, Claude] } },
        { "model", () => Example with { Origins = [Unknown with { Model = "a b" }, Claude] } },
        { "commit", () => Example with { Origins = [Unknown with { Commit = "0123" }, Claude] } },
        { "rule", () => Example with { Policy = [Review with { Rule = "PROV1" }, Forbidden] } },
        { "argument", () => Example with { Policy = [Review with { Argument = "" }, Forbidden] } },
        { "path twice", () => Example with { Files = [Example.Files[1], Example.Files[1]] } },
        { "empty path", () => With(file => file with { Path = "" }) },
        { "path over the limit", () => With(file => file with { Path = new string('a', MapLimits.MaxPathChars + 1) }) },
        { "no line", () => With(file => file with { LineHashes = [], LineUnits = [], Runs = [], Churn = [] }) },
        { "lines over the limit", () => With(file => file with { LineHashes = [.. new uint[MapLimits.MaxLinesPerFile + 1]], LineUnits = [] }) },
        { "units of other lines", () => With(file => file with { LineUnits = [1, 2, 3] }) },
        { "policy index", () => With(file => file with { Policy = [2] }) },
        { "run out of the file", () => With(file => file with { Runs = [new MapRun(1, 5, 0, 0, 0)] }) },
        { "run of no line", () => With(file => file with { Runs = [new MapRun(2, 1, 0, 0, 0)] }) },
        { "runs overlap", () => With(file => file with { Runs = [new MapRun(1, 2, 0, 0, 0), new MapRun(2, 3, 0, 0, 0)] }) },
        { "origin index", () => With(file => file with { Runs = [new MapRun(1, 1, 2, 0, 0)] }) },
        { "agent tokens", () => With(file => file with { Runs = [new MapRun(1, 1, 0, 2, 1)] }) },
        { "tokens over nine digits", () => With(file => file with { Runs = [new MapRun(1, 1, 0, 0, 1_000_000_000)] }) },
        { "churn out of the file", () => With(file => file with { Churn = [new MapChurn(0, 1, 1)] }) },
    };

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Contradiction_IsADefect(string what, Func<ProvenanceMap> map)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentException>(() => MapWriter.Write(map()));
    }

    [Fact]
    public void ValuesAtTheLimits_AreWritten()
    {
        var map = With(file => file with { Path = new string('a', MapLimits.MaxPathChars), LineHashes = [.. new uint[MapLimits.MaxLinesPerFile]], LineUnits = [], Runs = [new MapRun(1, 1, 0, 999_999_999, 999_999_999)] });

        Assert.Contains(" 999999999 999999999\n", MapWriter.Write(map), StringComparison.Ordinal);
    }

    private static ProvenanceMap With(Func<MapFile, MapFile> change) => Example with { Files = [change(Example.Files[0]), Example.Files[1]] };
}
