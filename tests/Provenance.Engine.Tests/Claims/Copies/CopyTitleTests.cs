using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims.Copies;

namespace Provenance.Engine.Tests.Claims.Copies;

public sealed class CopyTitleTests
{
    private static readonly Regex Numbers = new(@"(?: *\(#[0-9]{1,9}\)){1,4}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Gen<string> Piece = Gen.Elements("Title", " ", "  ", "(#1)", "(#22)", " (#123456789)", "(#1234567890)", "(#", ")", "(", "#", "7", "(#)", "(#x)", "\t");

    private static readonly Regex Backport = new(
        @"\A\[[^\]]*[0-9/][^\]]*\] *(?<title>[^ ].*?) *\(#[0-9]{1,9}\)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    [Fact]
    public void AnySubject_LosesUpToFourNumbersAtItsEnd() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Piece.ListOf().Select(string.Concat).ToArbitrary(), subject => CopyTraits.WithoutPullRequest(subject) == Numbers.Replace(subject, "")));

    [Fact]
    public void AnySubject_IsABackportByWhatStandsInItsBrackets()
    {
        var subjects = from branch in Gen.Elements("[release/9.1]", "[9]", "[a/b] ", "[Automated]", "[]", "[1", "1]", "[x][2]", "").ListOf(2)
                       from rest in Piece.ListOf()
                       select string.Concat(branch) + string.Concat(rest);
        var found = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(subjects.ToArbitrary(), subject =>
        {
            var expected = Backport.Match(subject) is { Success: true } match ? match.Groups["title"].Value : null;
            found += expected is null ? 0 : 1;
            return CopyTraits.BackportTitle(subject) == expected;
        }));
        Assert.True(found > 20);
    }
}
