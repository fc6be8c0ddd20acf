using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Analysis;

namespace Provenance.Engine.Tests.Analysis;

public sealed class CorrectionWordsTests
{
    private static readonly Gen<string> Piece = Gen.Elements(
        "fix", "Fixes", "FIXED", "bug", "bugs", "hotfix", "revert", "Regression", "fixture", "debug", "_", "1", "a", " ", "-", ":", "(", "é", "\u0130", "\u200D", "\u212A", "\u017F");

    [Theory]
    [InlineData("Fix the build", true)]
    [InlineData("Add a fixture", false)]
    [InlineData("bug_fix of names", false)]
    [InlineData("Ship it (fixes #3)", true)]
    [InlineData("", false)]
    public void Subject_IsReadByWords(string subject, bool corrects) => Assert.Equal(corrects, CorrectionWords.Occur(subject));

    [Fact]
    public void AnySubject_IsReadAsTheExpressionReadsIt() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Piece.ListOf().Select(string.Concat).ToArbitrary(), subject => CorrectionWords.Occur(subject) == CorrectionWords.OccurByExpression(subject)));
}
