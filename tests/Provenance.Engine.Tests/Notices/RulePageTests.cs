using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Notices;

/// <summary>Each code of a notice or policy problem has a page that says what the program says.</summary>
public sealed class RulePageTests
{
    // PROV901 is an analyzer's diagnostic; its page has the sections of a rule and is tested there.
    public static TheoryData<string> Codes => [.. CodedMessage.All.Select(message => message.Code).Where(code => code != "PROV901")];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_HasTitleMessageAndEverySection(string code)
    {
        var message = CodedMessage.Of(code);
        var page = RulePage.Read(code);

        Assert.Equal($"# {code}: {message.Title}", page.Title);
        Assert.Equal(message.Text, page.Quote);
        Assert.Equal(RulePage.RequiredSections, page.Sections.Select(section => section.Name));
        Assert.All(page.Sections, section => Assert.True(section.Text.Length > 10, $"{code}: {section.Name} says nothing."));
    }

    [Fact]
    public void CauseAndFix_AreWrittenForTheirOwnCode()
    {
        string[] own = ["Cause", "How to fix"];

        var texts = CodedMessage.All.Where(message => message.Code != "PROV901").SelectMany(message => RulePage.Read(message.Code).Sections).Where(section => own.Contains(section.Name, StringComparer.Ordinal)).Select(section => section.Text).ToArray();

        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void PagesOfTheseRanges_AllBelongToACode()
    {
        var known = CodedMessage.All.Select(message => message.Code).ToHashSet(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(RepositoryFiles.Path("docs/rules"), "PROV?*.md").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.DoesNotContain(pages, page => page is ['P', 'R', 'O', 'V', '8' or '9', _, _] && !known.Contains(page));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void LinksToOtherFiles_LeadSomewhere(string code)
    {
        var links = File.ReadAllText(RulePage.PathOf(code)).Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]);

        Assert.All(links, link => Assert.True(File.Exists(RepositoryFiles.Path("docs/rules/" + link)), $"{code}: {link}"));
    }
}
