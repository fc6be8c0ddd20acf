using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Analyzers.Map;
using Provenance.Engine;
using Provenance.Engine.Map;
using Provenance.Shared.Map;
using Provenance.Testing;

namespace Provenance.Analyzers.Tests.Map;

public sealed class MapReaderTests
{
    private static readonly ProvenanceMap Example = new(
        ["acme-bot"],
        [new MapOrigin(Label.Agent, "claude", "anthropic/claude-opus-4-8", MapConfidence.High, Tier.Asserted, new DateOnly(2026, 3, 1), true, "0123456789ab"), new MapOrigin(Label.Unknown, null, null, MapConfidence.None, null, null, false, null)],
        [new MapPolicyEntry("PROV101", MapSeverity.Warning, "src/ä b")],
        [
            MapFile.Of("B.cs", "class B\n{\n}\n", [0], [new MapRun(1, 1, 0, 2, 2), new MapRun(3, 3, 1, 0, 4)], [new MapChurn(1, 3, 5)]),
            MapFile.Of("../A.cs", "class A;", [], [], []),
        ]);

    [Fact]
    public void WrittenMap_ReadsBackEqual() => Check.One(Laws.Config, Prop.ForAll(GeneratedMaps.Arbitrary, map =>
    {
        var read = MapReader.Read(MapWriter.Write(map));

        Assert.Equal(MapState.Usable, read.State);
        Assert.Equal(map.Agents.ToHashSet(StringComparer.Ordinal), read.Header.Agents);
        foreach (var file in map.Files)
        {
            Assert.Equal(Describe(map, file), Describe(read, read.Find(file.Path, ignoreCase: false)));
        }
    }));

    [Fact]
    public void EveryPrefix_IsNotUsedAndDoesNotThrow()
    {
        var text = MapWriter.Write(Example);

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.NotEqual(MapState.Usable, MapReader.Read(text[..length]).State));
    }

    [Fact]
    public void EveryFlippedBit_IsNotUsedAndDoesNotThrow()
    {
        var bytes = Encoding.UTF8.GetBytes(MapWriter.Write(Example));

        Assert.All(Enumerable.Range(0, bytes.Length * 8), bit =>
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(MapState.Usable, MapReader.Read(Encoding.UTF8.GetString(damaged)).State);
        });
    }

    [Fact]
    public void HostileTextUnderAValidChecksum_NeverThrows()
    {
        var lines = Gen.Elements(
            "a", "a ", "a x y", "a claude", "o 0 agent", "o 0 agent claude - high asserted 2026-02-30 0 -", "o 0 agent - - high asserted - 0 -", "p 0 PROV101 error %zz", "p 0 PROV101 error x",
            "f", "f ", "f a%2 0000000000000000 -", "f b.cs 0000000000000000 -", "f b.cs", "f c.cs 0123456789abcdef 0,1,", "f d.cs 0123456789abcdeg -",
            "r 1 1 0 1 1", "r 2 1 0 1 1", "r 1 999999999 0 1 1", "r 1 1 7 1 1", "r 1 1 0 2 1", "r -1 1 0 1 1", "r 1 1 0 1 99999999999", "c 1 1 1", "c 0 0 0",
            "u", "u ", "u AA==", "u A===", "u !!!!", "h", "h ", "h AAAA", "h AAAAAA==", "h !", "h AAAAAAAAAAA=", "z", "zz 1", " ", "", "\t", "e 0000000000000000");
        Check.One(Laws.Config, Prop.ForAll(Gen.ListOf(lines).ToArbitrary(), body =>
        {
            var read = MapReader.Read(Seal("provenance-map 1\n" + string.Concat(body.Select(line => line + "\n"))));

            foreach (var path in new[] { "a%2", "b.cs", "c.cs", "d.cs" })
            {
                _ = read.Find(path, ignoreCase: true)?.Lines.Decode();
                _ = read.Find(path, ignoreCase: true)?.Units?.Decode();
            }
        }));
    }

    [Theory]
    [InlineData("provenance-map 2\nwhatever comes then\n", "Newer")]
    [InlineData("provenance-map 1\n", "Unreadable")]
    [InlineData("provenance-map 0\n", "Unreadable")]
    [InlineData("provenance-mapping 1\n", "Unreadable")]
    [InlineData("provenance-map\n", "Unreadable")]
    [InlineData("", "Unreadable")]
    [InlineData("{}", "Unreadable")]
    public void TextThatIsNoMap_GivesItsState(string text, string state) => Assert.Equal(state, MapReader.Read(text).State.ToString());

    [Fact]
    public void WindowsLineEnds_AreNotAMap() =>
        Assert.Equal(MapState.Unreadable, MapReader.Read(MapWriter.Write(Example).Replace("\n", "\r\n", StringComparison.Ordinal)).State);

    [Fact]
    public void RecordsAndFieldsOfALaterMinorVersion_AreSkipped()
    {
        var text = MapWriter.Write(Example);
        var later = text[..(text.LastIndexOf("\ne ", StringComparison.Ordinal) + 1)]
            .Replace("\no 0", "\nx what is this\nnew-record 1 2\no 0", StringComparison.Ordinal)
            .Replace("\nr 1 1 0 2 2", "\nq 5\nr 1 1 0 2 2 later-field", StringComparison.Ordinal);

        var read = MapReader.Read(Seal(later));

        Assert.Equal(MapState.Usable, read.State);
        Assert.Equal(Describe(Example, Example.Files[0]), Describe(read, read.Find("B.cs", ignoreCase: false)));
    }

    [Fact]
    public void FileThatContradictsTheGrammar_IsAsIfItWereNotThere()
    {
        var read = MapReader.Read(Seal("provenance-map 1\nf a.cs 0000000000000000 -\nr 1 2 0 1 1\nh AAAAAA==\nf b.cs 0000000000000000 -\nh AAAAAA==\n"));

        Assert.Null(read.Find("a.cs", ignoreCase: false));
        Assert.NotNull(read.Find("b.cs", ignoreCase: false));
    }

    [Fact]
    public void PathOfAnotherCase_MatchesOnlyWhenAskedAndUnique()
    {
        var file = MapFile.Of("Src/A.cs", "", [], [], []);
        var one = MapReader.Read(MapWriter.Write(new ProvenanceMap([], [], [], [file])));
        var two = MapReader.Read(MapWriter.Write(new ProvenanceMap([], [], [], [file, file with { Path = "src/A.cs" }])));

        Assert.Null(one.Find("src/a.cs", ignoreCase: false));
        Assert.NotNull(one.Find("src/a.cs", ignoreCase: true));
        Assert.Null(two.Find("src/a.cs", ignoreCase: true));
        Assert.NotNull(two.Find("src/A.cs", ignoreCase: true));
    }

    private static string Seal(string body) => string.Create(CultureInfo.InvariantCulture, $"{body}e {TextFingerprint.Checksum(body, body.Length):x16}\n");

    private static string Describe(ProvenanceMap map, MapFile file) => Describe(
        file.TextHash,
        file.LineHashes,
        file.LineUnits,
        file.Runs.Select(run => $"{run.FirstLine - 1}-{run.LastLine - 1} {run.AgentTokens}/{run.Tokens} {Describe(map.Origins[run.Origin])}"),
        file.Churn.Select(member => $"{member.FirstLine - 1}-{member.LastLine - 1} {member.Rewrites}"),
        file.Policy.Select(index => $"{map.Policy[index].Rule} {map.Policy[index].Severity} {map.Policy[index].Argument}"));

    private static string Describe(ProvenanceMapText map, MappedFile? file) => file is null ? "absent" : Describe(
        file.Hash,
        file.Lines.Decode() ?? [],
        file.Units?.Decode() ?? [],
        file.Runs.Select(run => $"{run.FirstLine}-{run.LastLine} {run.AgentTokens}/{run.Tokens} {Describe(map.Header.Origins[run.Origin])}"),
        file.Churn.Select(member => $"{member.FirstLine}-{member.LastLine} {member.Rewrites}"),
        file.Policy.Select(index => map.Header.Policy[index]).Select(entry => $"{entry.Rule} {Enum.Parse<MapSeverity>(entry.Severity, ignoreCase: true)} {entry.Argument}"));

    private static string Describe(ulong hash, IEnumerable<uint> lines, IEnumerable<byte> units, IEnumerable<string> runs, IEnumerable<string> churn, IEnumerable<string> policy) =>
        $"{hash}\n{string.Join(' ', lines)}\n{string.Join(' ', units)}\n{string.Join('\n', runs)}\n{string.Join('\n', churn)}\n{string.Join('\n', policy.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";

    private static string Describe(MapOrigin origin) =>
        $"{origin.Label} {origin.Agent} {origin.Model} {origin.Confidence} {origin.Tier} {origin.Birth?.ToString("O", CultureInfo.InvariantCulture)} {origin.Reviewed} {origin.Commit}";

    private static string Describe(MappedOrigin origin) =>
        $"{Enum.Parse<Label>(origin.Label, ignoreCase: true)} {origin.Agent} {origin.Model} {(MapConfidence)origin.Confidence} {(origin.Tier < 0 ? null : (Tier?)origin.Tier)} {origin.Birth} {origin.IsReviewed} {origin.Commit}";
}
