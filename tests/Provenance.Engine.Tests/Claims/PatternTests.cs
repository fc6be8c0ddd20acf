using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims;

/// <summary>The shorter ways of <see cref="Pattern"/> answer as the regex engine does (the oracle).</summary>
public sealed class PatternTests
{
    [Fact]
    public void EveryDefaultPattern_AnswersAsItsRegexOnRealTexts()
    {
        var texts = MessageCase.All
            .SelectMany(one => one.Commit.Message.Split('\n')
                .Append(one.Commit.Author.Name).Append(one.Commit.Author.Email).Append(one.Commit.Committer.Name))
            .SelectMany(line => new[] { line.Trim(), line[(line.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim() })
            .Concat(Registry.Default.Agents.SelectMany(agent => agent.Aliases))
            .Where(text => text.Length is > 0 and < 200 && text.Any(c => c is '@' or '<' or '(' or ':' or '[' || text.Length < 30))
            .Distinct(StringComparer.Ordinal)
            .Where((_, at) => at % 3 == 0)
            .ToList();
        var patterns = Registry.Default.Rules.SelectMany(rule => rule.Patterns)
            .Concat(Registry.Default.Models.Patterns.Select(model => model.Match))
            .ToList();

        var differing = patterns.SelectMany(pattern => texts
            .Where(text => pattern.IsMatch(text) != pattern.MatchByRegex(text).Success || Groups(pattern.Find(text)) != Groups(pattern.MatchByRegex(text)))
            .Select(text => pattern.Text + " on " + text));

        Assert.Empty(differing);
        Assert.True(patterns.Count > 100 && texts.Count > 100);
    }

    /// <summary>Our own patterns run on a backtracking engine: a loop of many characters must say by its first where a round begins, so that no text can be divided into rounds in many ways.</summary>
    [Fact]
    public void EveryDefaultPattern_LoopsOverSingleCharactersOrRoundsThatAreTold()
    {
        var patterns = Registry.Default.Rules.SelectMany(rule => rule.Patterns).Concat(Registry.Default.Models.Patterns.Select(model => model.Match)).Select(pattern => pattern.Text).ToList();

        Assert.All(patterns, pattern =>
        {
            var known = pattern.Replace("(?:-[a-z]+)*", "", StringComparison.Ordinal).Replace("(?:-[a-z0-9.]+)*", "", StringComparison.Ordinal)
                .Replace("(?:[ -](?:pro|flash|lite|terminus|speciale))*", "", StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<!\\)\)[*+{]", known);
            Assert.True(Regex.Count(known, @"(?<!\\)[*+]") <= 3, pattern);
        });
    }

    [Fact]
    public void AnyPattern_AnswersAsItsRegex()
    {
        var parts = Gen.Elements(
            "a", "b", "ab", "B", "(?:", "(", "(?<x>", ")", "|", "?", "*", "+", "{2}", "{0,1}", "{1,}", ".", ".*", "[ab]", "[^a]", "\\.", "\\b", "\\W", "\\w", " ", "-");
        var samples = from pattern in parts.ArrayOf(7)
                      from inputs in Gen.Elements("a", "b", "A", " ", "-", ".", "é", "\n", "aB").ArrayOf(5).ListOf(6)
                      select (Pattern: string.Concat(pattern), Inputs: inputs.Select(input => string.Concat(input)).Append("").ToList());
        var read = 0;

        Check.One(Laws.Config.WithMaxTest(1500), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            foreach (var whole in new[] { true, false })
            {
                if (Pattern.TryCreate(sample.Pattern, whole) is { } pattern)
                {
                    read++;
                    foreach (var input in sample.Inputs)
                    {
                        Assert.Equal(pattern.MatchByRegex(input).Success, pattern.IsMatch(input));
                        Assert.Equal(pattern.MatchByRegex(input).Success, pattern.Find(input) is not null);
                    }
                }
            }
        }));
        Assert.True(read > 100);
    }

    [Theory]
    [InlineData("(?:github )?copilot|x\\.y", "GitHub Copilot", true)]
    [InlineData("(?:github )?copilot|x\\.y", "xzy", false)]
    [InlineData("claude.*", "Claude\nX", false)]
    [InlineData("claude.*", "claude", true)]
    public void ListOfTexts_IsComparedWithoutCase(string text, string input, bool expected) =>
        Assert.Equal(expected, Pattern.TryCreate(text, whole: true)!.IsMatch(input));

    private static string Groups(Match? match) =>
        match is { Success: true } ? string.Join('|', match.Groups.Values.Select(group => group.Name + (group.Success ? "=" + group.Value : ""))) : "none";
}
