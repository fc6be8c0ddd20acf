using System.Text;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Git;

public sealed class CommitParserTests
{
    private static readonly ObjectId Id = ObjectId.Parse(new string('a', 40));

    [Theory]
    [InlineData("utf-7")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void EncodingThatNobodyDecodes_IsReadAsUtf8(string encoding) =>
        Assert.StartsWith("Subject", Parse("1700000000", $"encoding {encoding}\n").Message, StringComparison.Ordinal);

    /// <summary>git takes any number; a day beyond the calendar can be neither printed nor measured.</summary>
    [Theory]
    [InlineData("1700000000", 1700000000)]
    [InlineData("-5", -5)]
    [InlineData("253402300800", 253402300799)]
    [InlineData("9223372036854775807", 253402300799)]
    [InlineData("-9223372036854775808", -62135596800)]
    public void Date_StaysWithinTheCalendar(string written, long expected)
    {
        var commit = Parse(written, "");

        Assert.Equal(expected, commit.Committer.UnixSeconds);
        Assert.Equal(expected, commit.Author.UnixSeconds);
    }

    private static CommitObject Parse(string seconds, string header) => CommitParser.Parse(
        Id, Encoding.ASCII.GetBytes($"tree {new string('b', 40)}\nauthor A <a@a.example> {seconds} +0000\ncommitter A <a@a.example> {seconds} +0000\n{header}\nSubject\n"))!;
}
