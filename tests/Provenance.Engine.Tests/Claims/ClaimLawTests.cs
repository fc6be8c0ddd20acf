using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims;

/// <summary>What holds for every message.</summary>
public sealed class ClaimLawTests
{
    private const string Secret = "Zzyzx";

    private static readonly CommitLabeler Labeler = new(Registry.Default, ClaimOptions.Default);

    private static readonly string[] Fragments =
    [
        "Co-authored-by: ", "co-authored by:", "Assisted-by: ", "Generated-by:", "Signed-off-by: ", "Reviewed-by: ", "Made-with: Cursor", "Entire-Agent: ",
        "Claude", "Claude Opus 4.6 ", "Copilot ", "GPT-5 (Cursor)", "claude-code-2.1", "Crush:", "via Crush", "Zzyzx ", "Zzyzx[bot] ", "(Zzyzx)",
        "<noreply@anthropic.com>", "<zzyzx@corp.invalid>", "<223556219+Copilot@users.noreply.github.com", "<", ">", "🤖 Generated with [Claude Code]",
        "Generated with Zzyzx", "This PR was written by Zzyzx", "https://claude.ai/code/session_01\n", "Copilot-Session: 0b1d2c3e-4f50-4a6b-8c7d-9e0f1a2b3c4d",
        "<!-- gh-aw-agentic-workflow: ", "engine: copilot", "model: Zzyzx", "-->", "\n", "\n", "\n\n", "\n\n* ", "* ", "> ", "- ", "    ", "\t", "```", "~~~\n",
        "\n---------\n", "---", "(#1)", "Merge branch 'x'", "\r", "\r\n", "\0", "é", "\u0301", "\u212A", "\ud800", "\u202E", ":", "::", "\"", "aider: x",
    ];

    // Trailers in which any part may be a person's, an agent's or noise, between lines of fragments.
    private static readonly Gen<string> Trailers =
        from key in Gen.Elements("Co-authored-by: ", "Assisted-by: ", "> Co-authored-by: ", "Signed-off-by:", "Generated-by: ", "Reviewed-by: ")
        from name in Gen.Elements("Claude ", "Zzyzx ", "Copilot (Zzyzx) ", "Claude Code", "GPT-5 (Cursor)", "goose", "Zzyzx (claude-opus-4-6) ", "aider (Zzyzx) ")
        from address in Gen.Elements("<noreply@anthropic.com>", "<zzyzx@corp.invalid>", "<223556219+Copilot@users.noreply.github.com", "<aider@aider.chat", "")
        select "\n" + key + name + address + "\n";

    private static readonly Gen<string> Messages =
        from parts in Gen.OneOf(Gen.Elements(Fragments), Trailers, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ArrayOf()
        select string.Concat(parts);

    private static readonly MessageCase[] PlainCases =
    [
        .. MessageCase.All.Where(one => one.Agents.Count > 0
            && !one.Commit.Message.Contains("```", StringComparison.Ordinal)
            && Labeler.Read(one.Commit).Shape == MessageShape.Plain),
    ];

    [Fact]
    public void AnyMessage_IsReadIntoClosedWordsAndNoName()
    {
        var rules = Registry.Default.Rules.Select(rule => rule.Id)
            .Concat(["disclosure-colon", "disclosure-text", "disclosure-model", "disclosure-word"]).ToHashSet();
        var surfaces = Registry.Default.Rules.Select(rule => rule.Surface).Concat(Registry.Default.Agents.Select(agent => agent.DefaultSurface)).ToHashSet();
        var claims = 0;

        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(Messages.Resize(60).ToArbitrary(), message =>
        {
            var read = Labeler.Read(CommitSamples.Commit(message, Secret + " (aider)", "zzyzx@corp.invalid"));
            claims += read.Claims.Count(claim => claim.Source != ClaimSource.Identity);

            Assert.All(read.Claims, claim => Assert.True(
                rules.Contains(claim.Rule)
                && surfaces.Contains(claim.Surface)
                && Registry.Default.AgentsById.ContainsKey(claim.Agent)
                && claim.Position.Kind != PositionKind.None));
            Assert.DoesNotContain(Secret, CommitSamples.Output(read), StringComparison.OrdinalIgnoreCase);
            Assert.True(read.Ratio is >= 0 and <= 1 && read.Label != Label.Human);
        }));
        Assert.True(claims > 1000, $"only {claims} claims");
    }

    [Fact]
    public void NoCase_LetsANameOut()
    {
        foreach (var one in MessageCase.All)
        {
            var output = CommitSamples.Output(Labeler.Read(one.Commit));

            Assert.DoesNotMatch("(?i)person ?[0-9]", output);
            Assert.DoesNotContain('@', output);
        }
    }

    [Fact]
    public void OrderOfParagraphs_ChangesNothingInAPlainMessage()
    {
        var shuffled = from one in Gen.Elements(PlainCases)
                       let paragraphs = one.Commit.Message.TrimEnd().Split("\n\n")
                       from rest in Gen.Shuffle(paragraphs.Skip(1).ToArray())
                       select (one, Message: string.Join("\n\n", rest.Prepend(paragraphs[0])));

        Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(shuffled.ToArbitrary(), sample => Same(sample.one, sample.Message)));
    }

    [Fact]
    public void CarriageReturnsAnywhere_ChangeNothing()
    {
        var sprinkled = from one in Gen.Elements(MessageCase.All.ToArray())
                        from places in Gen.Choose(0, one.Commit.Message.Length).ArrayOf(12)
                        select (one, Message: places.OrderDescending().Aggregate(one.Commit.Message, (text, at) => text.Insert(at, "\r")));

        Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(sprinkled.ToArbitrary(), sample => Same(sample.one, sample.Message)));
    }

    [Fact]
    public void RepeatedTrailers_ChangeNothing()
    {
        foreach (var one in MessageCase.All)
        {
            var doubled = EachTrailer(one.Commit.Message, line => line + "\n" + line);

            Assert.True(Same(one, doubled), one.Name);
            Assert.Equal(Labeler.Read(one.Commit).Claims.AsEnumerable(), Labeler.Read(one.Commit with { Message = doubled }).Claims);
        }
    }

    [Fact]
    public void CutAddresses_ChangeNothing()
    {
        foreach (var one in MessageCase.All)
        {
            Assert.True(Same(one, EachTrailer(one.Commit.Message, line => line.TrimEnd('>'))), one.Name);
        }
    }

    [Fact]
    public void MebibyteOfHalfTrailers_GivesNoClaim()
    {
        foreach (var unit in new[] { "Co-authored-by: a <", "Co-authored-by: a <\n", "Co-authored-by:\n", "```a\n", "<!-- gh-aw\n", "* a\n\n", "> " })
        {
            var message = "Change it (#1)\n\n" + new StringBuilder().Insert(0, unit, Limits.Message / unit.Length - 2);

            Assert.True(CommitSamples.ReadMessage(message).Claims.IsEmpty, unit);
        }
    }

    [Fact]
    public void OneLabelerForAllCommits_ReadsAsANewOneForEach()
    {
        foreach (var one in MessageCase.All.Where((_, at) => at % 7 == 0))
        {
            Assert.Equal(CommitSamples.Output(CommitSamples.Read(one.Commit)), CommitSamples.Output(Labeler.Read(one.Commit)));
        }
    }

    private static bool Same(MessageCase one, string message)
    {
        var read = Labeler.Read(one.Commit with { Message = message });
        return ClaimWords.Of(read.Label) == one.Label && read.Agents.Select(MessageCase.Describe).SequenceEqual(one.Agents);
    }

    private static string EachTrailer(string message, Func<string, string> change) => string.Join('\n', message.Split('\n').Select(line =>
        TrailerLine.TrySplit(line, out var key, out _) && Registry.Default.FindKey(key) is not null ? change(line) : line));
}
