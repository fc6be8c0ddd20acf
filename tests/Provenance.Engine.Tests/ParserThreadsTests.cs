using Microsoft.CodeAnalysis.CSharp;

namespace Provenance.Engine.Tests;

public sealed class ParserThreadsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    /// <summary>What a parser tries again at every step takes 2 to the power of the steps: these end within seconds, so that no thread is left at work.</summary>
    [Theory]
    [InlineData("class A { object s = a", "?[1]", "; }", 20)]
    [InlineData("class A { object s = ", "(a as b", "; }", 24)]
    [InlineData("class A { ", "partial ", "}", 22)]
    [InlineData("", "a=(", "1", 18)]
    public void TextThatTakesAParserTooLong_IsGivenUp(string start, string step, string end, int steps)
    {
        var threads = new ParserThreads(mostBusy: 4);
        object Parse(int count) => CSharpSyntaxTree.ParseText(start + string.Concat(Enumerable.Repeat(step, count)) + end);

        Assert.NotNull(threads.Run(() => Parse(2), Long));
        Assert.Null(threads.Run(() => Parse(steps), Short));
    }

    [Fact]
    public void WorkThatIsNotDone_HoldsUpNobodyAndBeyondABoundIsNotBegun()
    {
        using var gate = new ManualResetEventSlim();
        var threads = new ParserThreads(mostBusy: 2);
        string Wait()
        {
            gate.Wait();
            return "late";
        }

        Assert.Null(threads.Run(Wait, Short));
        Assert.Equal("next", threads.Run(() => "next", Long));
        Assert.Null(threads.Run(Wait, Short));
        Assert.Null(threads.Run(() => "none", Long));
        gate.Set();

        Assert.True(SpinWait.SpinUntil(() => threads.Run(() => "again", Long) == "again", Long));
    }

    [Fact]
    public void WorkThatFails_FailsForWhoAskedAndLeavesItsThread()
    {
        var threads = new ParserThreads(mostBusy: 1);

        Assert.Throws<OperationCanceledException>(() => threads.Run<string>(() => throw new OperationCanceledException(), Long));
        Assert.Equal("next", threads.Run(() => "next", Long));
    }

    [Fact]
    public void ManyAtOnce_EachGetItsOwnResult()
    {
        var threads = new ParserThreads(mostBusy: 1);

        var results = Enumerable.Range(0, 64).AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(i => threads.Run(() => $"{i}", Long)).ToArray();

        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"{i}"), results);
    }
}
