using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Check;
using Provenance.Engine.Reports.Review;
using Provenance.Engine.Reports.Sarif;
using Provenance.Engine.Tests.Policy;
using Provenance.Engine.Tests.Reports.Sarif;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;
using static Provenance.Engine.Tests.Reports.Review.ReviewSample;

namespace Provenance.Engine.Tests.Reports.Review;

/// <summary>Reviews and findings with a text of somebody else in every place that can hold one.</summary>
public sealed class ReviewFormatTests : IClassFixture<ReviewFormatTests.Sample>
{
    private static readonly SchemaDocument Schema = SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/review-1.json"));

    private readonly ReviewReport _plain;

    public ReviewFormatTests(Sample sample) => _plain = sample.Review;

    [Fact]
    public void Text_IsForTerminalsAndLogs() => ForAllTexts(review => ReviewText.Write(review, default) + CheckText.Write(CheckOf(review)));

    [Fact]
    public void Json_FollowsItsSchema() => ForAllTexts(review =>
    {
        var json = ReviewJson.Write(review);
        Assert.Empty(Schema.ValidateWithKeyOrder(JsonDocument.Parse(json).RootElement));
        return Encoding.UTF8.GetString(json) + Encoding.UTF8.GetString(CheckJson.Write(CheckOf(review)));
    });

    [Fact]
    public void Sarif_FollowsTheStandard() => ForAllTexts(review =>
    {
        var log = SarifLog.Write(review.Findings.Breaches, "review");
        Assert.Empty(SarifSchema.Validate(log));
        return Encoding.UTF8.GetString(log);
    });

    [Fact]
    public void Markdown_HasTheSameFormOutsideCodeSpans() => ForAllTexts(review =>
    {
        var markdown = Encoding.UTF8.GetString(ReviewMarkdown.Write(review));
        Assert.Equal(MarkdownForm.WithoutCode(Encoding.UTF8.GetString(ReviewMarkdown.Write(With(_plain, "x")))), MarkdownForm.WithoutCode(markdown));
        return markdown;
    });

    [Fact]
    public void MarkdownOfAHugeChange_FitsIntoAComment()
    {
        var file = _plain.Files[0];
        var huge = With(_plain, new string('`', 80) + string.Concat(Enumerable.Repeat("\u202e|", 400))) with
        {
            Files = [.. Enumerable.Range(0, 3000).Select(i => file with { Path = new string('`', 80) + string.Concat(Enumerable.Repeat("\u202e|", 400)) + i })],
            Findings = _plain.Findings with { Breaches = [.. Enumerable.Repeat(_plain.Findings.Breaches[0] with { Path = new string('|', 4096) }, 3000)] },
            Fates = [.. Enumerable.Repeat(_plain.Fates[0] with { Folder = new string('|', 4096) }, 300)],
            Commits = [.. Enumerable.Repeat(_plain.Commits[0], 500)],
        };

        var markdown = ReviewMarkdown.Write(huge);

        Assert.InRange(markdown.Length, 30_000, ReviewMarkdown.LimitBytes);
        Assert.Contains("more files", Encoding.UTF8.GetString(markdown), StringComparison.Ordinal);
    }

    private void ForAllTexts(Func<ReviewReport, string> write)
    {
        foreach (var text in HostileTexts.Known)
        {
            Assert.True(MarkdownForm.IsQuiet(write(With(_plain, text))), text);
        }

        Check.One(Laws.Config.WithMaxTest(30), Prop.ForAll(HostileTexts.All, text => MarkdownForm.IsQuiet(write(With(_plain, text)))));
    }

    private static CheckReport CheckOf(ReviewReport review) => new(review.Range.Head, review.Files[0].Path, review.Policy.Digest, review.Policy.Rules, review.Findings);

    private static ReviewReport With(ReviewReport review, string text)
    {
        // Paths come out of UTF-8 and begin with a name.
        var path = "a" + Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return review with
        {
            Files = [.. review.Files.Select(file => file with { Path = path, OldPath = path })],
            Findings = review.Findings with { Breaches = [.. review.Findings.Breaches.Select(breach => breach with { Path = path, Member = text })] },
            Fates = [.. review.Fates.Select(fate => fate with { Folder = path })],
        };
    }

    public sealed class Sample
    {
        public Sample()
        {
            using var repository = TestRepository.Create();
            var start = repository.Commit(TestCommit.OfText("Start", Start, ("src/A.cs", Source("A", 0, 3)), ("provenance.yml", "version: 1\nrules:\n  - forbid: {paths: ['**'], agents: ['*']}\n")));
            repository.Commit(TestCommit.OfText("Add" + Claude, Start.AddDays(1), ("src/A.cs", Source("A", 0, 5))), start);
            var ids = repository.Import();
            Review = Run(repository, ids[1], ids[2]);
            Assert.NotEmpty(Review.Findings.Breaches);
            Assert.NotEmpty(Review.Fates);
        }

        public ReviewReport Review { get; }
    }
}
