using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims.Copies;

namespace Provenance.Engine.Tests.Claims.Copies;

public sealed class CopyTitleTests
{
    private static readonly Regex Numbers = new(@"(?: *\(#[0-9]{1,9}\)){1,4}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Gen<string> Piece = Gen.Elements("Title", " ", "  ", "(#1)", "(#22)", " (#123456789)", "(#1234567890)", "(#", ")", "(", "#", "7", "(#)", "(#x)", "\t");

    [Fact]
    public void AnySubject_LosesUpToFourNumbersAtItsEnd() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Piece.ListOf().Select(string.Concat).ToArbitrary(), subject => CopyTraits.WithoutPullRequest(subject) == Numbers.Replace(subject, "")));
}
