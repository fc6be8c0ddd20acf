using System.Globalization;
using System.Text;

namespace Provenance.Engine.Git;

/// <summary>Answers single questions for objects, one after the other, out of one <c>cat-file --batch</c>: for what nobody could ask for ahead.</summary>
public sealed class ObjectReader : IDisposable
{
    private readonly GitProcess _git;
    private readonly ObjectReply _reply;

    private ObjectReader(GitProcess git)
    {
        _git = git;
        _reply = new ObjectReply(git.Output);
    }

    /// <summary>Null when git cannot be started.</summary>
    public static ObjectReader? Open(CleanRoom room)
    {
        var git = room.Start("cat-file", ["--batch"], feedsInput: true);
        return git is null ? null : new ObjectReader(git);
    }

    /// <summary>Reads one object; see <see cref="ObjectReply.Next"/>.</summary>
    public ReplyKind Read(ObjectId id, out ReadOnlySpan<byte> content)
    {
        try
        {
            _git.Input.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n")));
            _git.Input.Flush();
        }
        catch (IOException)
        {
            // git ended: the reply says so.
        }

        return _reply.Next(out content);
    }

    public void Dispose() => _git.Dispose();
}
