using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Traces;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Traces;

public sealed class TraceTests
{
    private const string Record = """{"version":"0.1.0","id":"x","timestamp":"2026-01-23T14:30:00Z","vcs":{"type":"git","revision":"A1B2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"},"tool":{"name":"cursor","version":"2.4"},"files":[{"path":"src/a.cs","conversations":[{"url":"https://x.invalid/1","contributor":{"type":"ai","model_id":"anthropic/claude-opus-4-5-20251101"},"ranges":[{"start_line":4,"end_line":6,"content_hash":"murmur3:9f2e8a1b"},{"start_line":8,"end_line":8,"contributor":{"type":"human"}},{"start_line":9,"end_line":9,"contributor":{"type":"mixed"}},{"start_line":10,"end_line":10,"contributor":{"type":"unknown"}}]}]}]}""";

    private static readonly TraceReader Reader = new(Registry.Default);

    [Fact]
    public void Record_GivesItsRanges()
    {
        var read = Read(Record);

        Assert.Equal((1, 0, 0), (read.Records, read.BadRecords, read.BadRanges));
        Assert.Equal(
            [
                "4-6 Agent cursor anthropic/claude-opus-4-5",
                "8-8 Human  ",
                "9-9 Mixed cursor ",
            ],
            read.Ranges.Select(range => FormattableString.Invariant(
                $"{range.Lines.First}-{range.Lines.Last} {range.Mark.Label} {range.Mark.Claims.FirstOrDefault()?.Agent} {range.Mark.Claims.FirstOrDefault()?.Model}")));
        Assert.All(read.Ranges, range => Assert.Equal(("src/a.cs", "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"), (range.Path, range.Revision.ToString())));
        Assert.Equal(new ContentHash(ContentHashKind.Murmur3, "9f2e8a1b"), read.Ranges[0].Hash);
    }

    [Theory]
    [InlineData("\"version\":\"0.1.0\"", "\"version\":\"1.0\"", 1, 0)]
    [InlineData("\"version\":\"0.1.0\"", "\"version\":\"1\"", 0, 1)]
    [InlineData("\"version\":\"0.1.0\"", "\"version\":1.0", 0, 1)]
    [InlineData("\"id\":\"x\"", "\"id\":", 0, 1)]
    [InlineData("\"src/a.cs\"", "\"\\ud800\"", 0, 1)]
    [InlineData("\"type\":\"git\"", "\"type\":\"jj\"", 1, 0)]
    public void BadRecord_IsCountedAndTheRestRead(string part, string replacement, int records, int bad)
    {
        var read = Read(Record.Replace(part, replacement, StringComparison.Ordinal) + "\r\n\n" + Record + "\n");

        Assert.Equal((records + 1, bad), (read.Records, read.BadRecords));
        Assert.Equal(3 * (records + 1), read.Ranges.Length);
    }

    [Fact]
    public void OtherVersionControl_NamesNoRevision() =>
        Assert.All(Read(Record.Replace("\"type\":\"git\"", "\"type\":\"jj\"", StringComparison.Ordinal)).Ranges, range => Assert.Null(range.Revision));

    [Fact]
    public void DeepAndLongRecords_AreBad()
    {
        var deep = Record.Replace("\"id\":\"x\"", "\"x\":" + new string('[', 1000) + new string(']', 1000), StringComparison.Ordinal);
        var atLimit = Record.Replace("\"id\":\"x\"", "\"id\":\"" + new string('x', Limits.TraceRecord - Record.Length + 1) + "\"", StringComparison.Ordinal);

        Assert.Equal(Limits.TraceRecord, atLimit.Length);
        Assert.Equal((0, 1), (Read(deep).Records, Read(deep).BadRecords));
        Assert.Equal(1, Read(atLimit).Records);
        Assert.Equal(1, Read(atLimit.Replace("\"id\"", "\"id\" ", StringComparison.Ordinal)).BadRecords);
    }

    [Theory]
    [InlineData("src/a.cs", "src/a.cs")]
    [InlineData("./src//a.cs", "src/a.cs")]
    [InlineData("/srv/repo/src/a.cs", "src/a.cs")]
    [InlineData("/srv/repository/src/a.cs", null)]
    [InlineData("/srv/repo", null)]
    [InlineData("/srv/other/a.cs", null)]
    [InlineData("/srv/repo/../other/a.cs", null)]
    [InlineData("../a.cs", null)]
    [InlineData("a\u0000.cs", null)]
    [InlineData("", null)]
    [InlineData("..\\a.cs", "..\\a.cs")]
    public void Path_StaysInTheRepository(string path, string? expected) => Assert.Equal(expected, TracePath.Relative(path, "/srv/repo/"));

    [Theory]
    [InlineData("c:\\Work\\Repo\\src\\a.cs", "src/a.cs")]
    [InlineData("C:/Work/Repo/src/a.cs", "src/a.cs")]
    [InlineData("C:\\Work\\Repo2\\a.cs", null)]
    [InlineData("D:\\Work\\Repo\\a.cs", null)]
    public void WindowsPath_StaysInTheRepository(string path, string? expected)
    {
        Assert.Equal(expected, TracePath.Relative(path, "C:\\Work\\Repo"));
        Assert.Null(TracePath.Relative(path, null));
    }

    [Theory]
    [InlineData(2, 3, null, TraceVerdict.BornThere)]
    [InlineData(2, 4, null, TraceVerdict.BornThere)]
    [InlineData(2, 5, null, TraceVerdict.NotBornThere)]
    [InlineData(1, 1, null, TraceVerdict.NeedsHash)]
    [InlineData(1, 6, null, TraceVerdict.NeedsHash)]
    [InlineData(1, 2, null, TraceVerdict.NotBornThere)]
    [InlineData(6, 7, null, TraceVerdict.OutsideFile)]
    [InlineData(5, 5, "e\n", TraceVerdict.HashMatches)]
    [InlineData(5, 6, "e\nf", TraceVerdict.HashMatches)]
    [InlineData(1, 1, "a", TraceVerdict.HashMatches)]
    [InlineData(2, 3, "x", TraceVerdict.HashDiffers)]
    public void Range_CountsOnlyWhereItsTextIs(int first, int last, string? hashed, TraceVerdict expected)
    {
        var check = new TraceCheck("a\r\nb\r\nc\nd\ne\nf\n"u8, [new LineRange(2, 2), new LineRange(3, 4), new LineRange(6, 6)]);
        var hash = hashed is null ? null : ContentHash.TryParse("sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hashed))));

        var verdict = check.Check(new TraceRange(null, "a.cs", new LineRange(first, last), hash, LineSamples(first, last)));

        Assert.Equal(expected, verdict);
        Assert.Equal(expected is TraceVerdict.HashMatches or TraceVerdict.BornThere, TraceCheck.IsVerified(verdict));
    }

    // Values of the algorithm's public test vectors, seed 0.
    [Theory]
    [InlineData("murmur3:ba6bd213", "test")]
    [InlineData("murmur3:c0363e43", "Hello, world!")]
    [InlineData("murmur3:2e4ff723", "The quick brown fox jumps over the lazy dog")]
    [InlineData("sha1:a94a8fe5ccb19ba6", "test")]
    public void Hash_IsThatOfItsKind(string hash, string text)
    {
        Assert.True(ContentHash.TryParse(hash)!.Matches(Encoding.UTF8.GetBytes(text)));
        Assert.False(ContentHash.TryParse(hash)!.Matches(Encoding.UTF8.GetBytes(text + "x")));
    }

    [Theory]
    [InlineData("md5:0123456789abcdef")]
    [InlineData("sha256:0123456789abcde")]
    [InlineData("sha256:0123456789abcdeg")]
    [InlineData("murmur3:9f2e8a1")]
    [InlineData("9f2e8a1b")]
    public void UnusableHash_IsNone(string text) => Assert.Null(ContentHash.TryParse(text));

    [Fact]
    public void AnyDamage_GivesAReading()
    {
        var damage = from at in Gen.Choose(0, Record.Length - 1)
                     from cut in Gen.Choose(0, 30)
                     from text in Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), Gen.Elements("\n", "{", "\"", "\\ud800", "Zzyzx", "-1", "99999999999"))
                     select string.Concat(Record.AsSpan(0, at), text, Record.AsSpan(Math.Min(Record.Length, at + cut)));

        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(damage.ToArbitrary(), text =>
        {
            var read = Read(text);

            Assert.All(read.Ranges.SelectMany(range => range.Mark.Claims), claim => Assert.DoesNotContain("Zzyzx", claim.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.All(read.Ranges, range => Assert.True(range.Lines.First >= 1 && range.Lines.First <= range.Lines.Last));
        }));
    }

    private static TraceReading Read(string text) => Reader.Read(Encoding.UTF8.GetBytes(text), "/srv/repo");

    private static LineMark LineSamples(int first, int last) => new(new LineRange(first, last), Label.Agent, ClaimSource.AgentTrace, LineRules.AgentTrace, ImmutableArray<Claim>.Empty);
}
