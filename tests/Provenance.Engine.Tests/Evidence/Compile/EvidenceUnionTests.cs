using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Evidence.Compile;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class EvidenceUnionTests
{
    private const int Length = 24;

    [Fact]
    public void EachOffset_HasTheStrongestClassOfAnyInput() => Check.One(
        Laws.Config,
        Prop.ForAll(Inputs, inputs =>
        {
            var joined = EvidenceUnion.Of(inputs.Select(Runs));
            return Enumerable.Range(0, Length).All(at => ClassAt(joined, at) == inputs.Select(classes => classes[at]).DefaultIfEmpty().Max());
        }));

    [Fact]
    public void OrderAndRepetition_ChangeNothing() => Check.One(
        Laws.Config,
        Prop.ForAll(Inputs, inputs => EvidenceUnion.Of(inputs.Select(Runs)).SequenceEqual(EvidenceUnion.Of(inputs.Reverse().Concat(inputs).Select(Runs)))));

    [Fact]
    public void CodeOfOneFramework_CountsOnce()
    {
        const string Source = """
            class C
            {
            #if NEW
                int M() => 1;
            #else
                int M() { return 2; }
            #endif
            }
            """;
        var modern = new Sample { Parse = new ParseSettings("NEW") }.Compile((Sample.FilePath, Source)).ReadFile();
        var old = Sample.Of(Source).ReadFile();

        var joined = EvidenceUnion.Of([modern.Runs, old.Runs]);

        Assert.Equal(TokenClass.Executable, ClassAt(joined, Source.IndexOf('1', StringComparison.Ordinal)));
        Assert.Equal(TokenClass.Executable, ClassAt(joined, Source.IndexOf("return", StringComparison.Ordinal)));
        Assert.Equal(TokenClass.Inactive, old.ClassAt(Source.IndexOf('1', StringComparison.Ordinal)));
    }

    private static Arbitrary<TokenClass[][]> Inputs => Gen.Elements(Enum.GetValues<TokenClass>()).ArrayOf(Length).ArrayOf().Where(inputs => inputs.Length < 5).ToArbitrary();

    private static ImmutableArray<ClassRun> Runs(TokenClass[] classes) =>
        [.. classes.Select((value, at) => new ClassRun(at, at + 1, value, UnknownReason.None)).Where(run => run.Class != TokenClass.None)];

    private static TokenClass ClassAt(ImmutableArray<ClassRun> runs, int at) => runs.FirstOrDefault(run => run.Start <= at && at < run.End).Class;
}
