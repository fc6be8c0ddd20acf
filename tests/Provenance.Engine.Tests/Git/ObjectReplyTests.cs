using System.Text;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Git;

public sealed class ObjectReplyTests
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void Answers_AreReadInOrder() =>
        Assert.Equal(["Whole one\ntwo", "Missing", "Whole ", "Cut 1234", "Ended"], Read($"{Id} blob 7\none\ntwo\n{Id} missing\n{Id} blob 0\n\n{Id} blob 6\n123456\n", limits: [7, 7, 7, 4, 7]));

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(383)]
    [InlineData(384)]
    [InlineData(385)]
    [InlineData(5000)]
    public void MissingObjectWithLongName_IsMissingAndTheNextAnswerIsRead(int length) =>
        Assert.Equal(["Missing", "Whole x"], Read($"{new string('a', length - " missing".Length)} missing\n{Id} blob 1\nx\n", limits: [1, 1]));

    [Theory]
    [InlineData("")]
    [InlineData(Id)]
    [InlineData($"{Id} blob -1\n")]
    [InlineData($"{Id} blob 3\nab")]
    [InlineData($"{Id} blob 1\nab\n")]
    [InlineData("something else\n")]
    public void AnythingElse_EndsTheAnswers(string output) => Assert.Equal(["Ended"], Read(output, limits: [9]));

    [Fact]
    public void NameWithoutEnd_EndsTheAnswers() => Assert.Equal(["Ended"], Read(new string('a', 1 << 15) + " missing\n", limits: [9]));

    private static List<string> Read(string output, int[] limits)
    {
        var reply = new ObjectReply(new MemoryStream(Encoding.ASCII.GetBytes(output)));
        var answers = new List<string>();
        foreach (var limit in limits)
        {
            var kind = reply.Next(out var content, limit);
            answers.Add(kind is ReplyKind.Whole or ReplyKind.Cut ? $"{kind} {Encoding.ASCII.GetString(content)}" : kind.ToString());
        }

        return answers;
    }
}
