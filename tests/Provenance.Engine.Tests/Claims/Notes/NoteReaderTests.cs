using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Notes;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Notes;

public sealed class NoteReaderTests
{
    private const string Tail = "\n---\n{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1\",\"sessions\":{\"s_a\":{\"agent_id\":{\"tool\":\"claude\",\"model\":\"claude-opus-4-6\"}}}}";

    private static readonly NoteReader Reader = new(Registry.Default);

    [Theory]
    [InlineData("a\n  s_a 1", NoteStatus.NoDivider)]
    [InlineData("a\n  s_a 1\n----\n{}", NoteStatus.NoDivider)]
    [InlineData("--- \n{}", NoteStatus.NoDivider)]
    [InlineData("---\n", NoteStatus.BadJson)]
    [InlineData("---\n{", NoteStatus.BadJson)]
    [InlineData("---\n[]", NoteStatus.BadJson)]
    [InlineData("---\n{\"schema_version\":\"\\ud800\"}", NoteStatus.BadJson)]
    [InlineData("---\n{}", NoteStatus.UnsupportedVersion)]
    [InlineData("---\n{\"schema_version\":3}", NoteStatus.UnsupportedVersion)]
    [InlineData("---\n{\"schema_version\":\"authorship/4.0.0\"}", NoteStatus.UnsupportedVersion)]
    [InlineData("---\n{\"schema_version\":\"authorship/3.1.0\"}", NoteStatus.Ok)]
    [InlineData("---\r\n{\"schema_version\":\"authorship/3.0.0\",\"prompts\":[1],\"sessions\":{\"s_a\":7},\"humans\":null}", NoteStatus.Ok)]
    public void Note_HasItsStatus(string note, NoteStatus status) => Assert.Equal(status, Read(note).Status);

    [Fact]
    public void JsonOfAThousandLevels_IsUnread()
    {
        var nested = new StringBuilder().Insert(0, "{\"a\":", 1000).Append("1").Append('}', 1000);

        Assert.Equal(NoteStatus.BadJson, Read("a\n  s_a 1\n---\n{\"schema_version\":\"authorship/3.0.0\",\"x\":" + nested + "}").Status);
    }

    [Theory]
    [InlineData("a\n  s_a 3,1-2,2-4", "1-4 claude", "unsorted-ranges")]
    [InlineData("a\n  s_a 1,0,5-4,x,-,9-,1-1-1,99999999999,,2", "1-2 claude", "bad-range")]
    [InlineData("a\n  s_a\n  s_a \n  what? 1\n  zzz 1\n  s_a:: 1\n  s_a 1", "1-1 claude", "bad-entry")]
    [InlineData("  s_a 1\na\n  s_a 2", "2-2 claude", "bad-entry")]
    [InlineData("a\n  s_a 1\nb\n  s_a 7\na\n  s_a 2", "1-2 claude", "duplicate-file")]
    [InlineData("\"a\"\n\ts_a 1", "1-1 claude", "")]
    [InlineData("a\n  s_a 1-2147483647", "1-2147483647 claude", "")]
    [InlineData("a\n  s_gone::t_1 1", "1-1 unresolved", "dangling-session")]
    [InlineData("a\n  abc 1", "1-1 unresolved", "dangling-legacy legacy-key")]
    [InlineData("a\n  11111111-2222-3333-4444-555555555555 1", "1-1 unresolved", "dangling-legacy odd-key")]
    public void Attestation_IsReadAsFarAsItIsOne(string attestation, string runs, string flags)
    {
        var read = Read(attestation + Tail);

        Assert.Equal(runs, Describe(read, "a"));
        Assert.Equal(flags, string.Join(' ', NoteWords.Of(read.Flags & ~NoteFlags.SessionWithoutTurn)));
    }

    [Fact]
    public void LaterEntry_WinsAndEachTakeOverCounts()
    {
        var read = Read("a\n  s_a 1-4\n  abc 2-3\n  s_a 3" + Tail);

        Assert.Equal("1-1 claude, 2-2 unresolved, 3-4 claude", Describe(read, "a"));
        Assert.Equal(3, read.OverlappedLines);
    }

    [Fact]
    public void KeysOfPersons_StayInside()
    {
        var read = Read("a\n  h_0123456789abcd 1\n  s_a 2\n---\n{\"schema_version\":\"authorship/3.0.0\",\"humans\":{\"h_0123456789abcd\":{\"author\":\"Zzyzx <zzyzx@corp.invalid>\"}},"
            + "\"sessions\":{\"s_a\":{\"agent_id\":{\"tool\":\"Zzyzx\",\"id\":\"Zzyzx\",\"model\":\"Zzyzx\"},\"human_author\":\"Zzyzx\"}}}");
        var output = read + string.Join('\n', read.Authors) + string.Join('\n', read.Files.SelectMany(file => file.Runs));

        Assert.Equal([NoteClass.Human, NoteClass.Agent], read.Authors.Select(author => author.Class));
        Assert.DoesNotContain("0123456789abcd", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Zzyzx", output, StringComparison.OrdinalIgnoreCase);
        Assert.True(read.Authors[1].Claim!.Flags.HasFlag(ClaimFlags.ModelUnmapped));
    }

    [Fact]
    public void ThreeMegabytes_AreRead()
    {
        var note = new StringBuilder("a\n");
        for (var i = 0; note.Length < 3 << 20; i++)
        {
            note.Append(CultureInfo.InvariantCulture, $"  s_a::t_{i} {1 + i}-{1_000_000 - i}\n");
        }

        var read = Read(note.ToString().TrimEnd() + Tail);

        Assert.Equal(NoteStatus.Ok, read.Status);
        Assert.Equal(1_000_000, read.Files[0].Runs[^1].Lines.Last);
        Assert.Equal(1_000_000, read.Files[0].Runs.Sum(run => run.Lines.Count));
    }

    [Fact]
    public void AnyDamage_GivesAReading()
    {
        var note = Encoding.UTF8.GetBytes("src/A.cs\n  s_a::t_1 1-3,5\n  h_1 7\n\"b c\"\n  abc 1\n  ai_agent 2" + Tail);
        var damage = from at in Gen.Choose(0, note.Length - 1)
                     from cut in Gen.Choose(0, 40)
                     from bytes in Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), Gen.Elements("\n---\n"u8.ToArray(), "\n"u8.ToArray(), "{"u8.ToArray(), [0xFF], "\\ud800"u8.ToArray()))
                     select note[..at].Concat(bytes ?? []).Concat(note[Math.Min(note.Length, at + cut)..]).ToArray();

        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(damage.ToArbitrary(), bytes =>
        {
            var read = Reader.Read(bytes);

            Assert.Equal(read.Status == NoteStatus.Ok, read.Files.Length > 0 || read.Flags.HasFlag(NoteFlags.EmptyAttestation) || read.Flags.HasFlag(NoteFlags.EmptyWithSessions));
            Assert.All(read.Authors.Where(author => author.Claim is not null), author =>
            {
                Assert.Contains(author.Claim!.Rule, LineRules.All);
                Assert.True(Registry.Default.AgentsById.ContainsKey(author.Claim.Agent));
                Assert.Matches(@"\A[A-Za-z0-9._:/+-]{1,96}\z", author.Claim.SessionId ?? "x");
            });
            Assert.All(read.Files, file => Assert.All(file.Runs.Zip(file.Runs.Skip(1)), pair => Assert.True(pair.First.Lines.Last < pair.Second.Lines.First)));
        }));
    }

    private static NoteReading Read(string note) => Reader.Read(Encoding.UTF8.GetBytes(note));

    private static string Describe(NoteReading read, string path) => string.Join(", ", read.FindFile(path)!.Runs.Select(run =>
        FormattableString.Invariant($"{run.Lines.First}-{run.Lines.Last} {read.Authors[run.Author].Claim?.Agent}")));
}
