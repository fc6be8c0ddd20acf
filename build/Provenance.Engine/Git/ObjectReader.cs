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
    public ReplyKind Read(ObjectId id, out ReadOnlySpan<byte> content, int limit = GitLimits.ObjectBytes) => Ask(id.ToString(), out content, limit);

    /// <summary>Reads a file of a commit's tree.</summary>
    /// <param name="path">One of our own: short, without line ends.</param>
    public ReplyKind Read(ObjectId commit, string path, out ReadOnlySpan<byte> content) => Ask(commit + ":" + path, out content, GitLimits.ObjectBytes);

    private ReplyKind Ask(string name, out ReadOnlySpan<byte> content, int limit)
    {
        try
        {
            _git.Input.Write(Encoding.UTF8.GetBytes(name + "\n"));
            _git.Input.Flush();
        }
        catch (IOException)
        {
            // git ended: the reply says so.
        }

        return _reply.Next(out content, limit);
    }

    public void Dispose()
    {
        _git.CloseInput();
        _git.Dispose();
    }
}
