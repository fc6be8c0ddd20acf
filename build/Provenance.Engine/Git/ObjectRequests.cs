namespace Provenance.Engine.Git;

/// <summary>What is asked of one git after the other, in order and answered once: each takes up what the one before it left unanswered.</summary>
/// <param name="ids">In hex. Taken as they are asked for; no more are kept than a git holds unanswered.</param>
/// <remarks>One thread asks at a time for each git, and one reads the answers. A thread that waits for an id when its git is replaced leaves that id to the next.</remarks>
internal sealed class ObjectRequests(IEnumerable<string> ids)
{
    private readonly object _gate = new();

    // Held while an id is waited for, which may take as long as another git takes.
    private readonly object _source = new();

    // Not disposed of: a thread may still wait in it when nobody reads any more.
    private readonly IEnumerator<string> _ids = ids.GetEnumerator();
    private readonly Queue<string> _asked = [];
    private Queue<string> _left = [];

    /// <summary>How many gits gave up before the one that is asked now.</summary>
    public int Turn { get; private set; }

    /// <summary>The next id to ask for; false at the end, and for a git that is not asked any more.</summary>
    /// <param name="turn">The value of <see cref="Turn"/> when the git was started.</param>
    public bool TryTake(int turn, out string? id)
    {
        // What is asked again must not wait for whoever waits for a new id.
        if (TryTakeLeft(turn, out id))
        {
            return true;
        }

        lock (_source)
        {
            if (TryTakeLeft(turn, out id))
            {
                return true;
            }

            if (!IsCurrent(turn) || !_ids.MoveNext())
            {
                return false;
            }

            id = _ids.Current;
            lock (_gate)
            {
                (turn == Turn ? _asked : _left).Enqueue(id);
                return turn == Turn;
            }
        }
    }

    /// <summary>The oldest question was answered.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _ = _asked.TryDequeue(out _);
        }
    }

    /// <summary>git gave up over the oldest question, which is not asked again; the next git is asked what is left.</summary>
    public void GiveUpOldest()
    {
        lock (_gate)
        {
            Turn++;
            _left = new Queue<string>(_asked.Skip(1).Concat(_left));
            _asked.Clear();
        }
    }

    private bool IsCurrent(int turn)
    {
        lock (_gate)
        {
            return turn == Turn;
        }
    }

    private bool TryTakeLeft(int turn, out string? id)
    {
        lock (_gate)
        {
            id = null;
            if (turn != Turn || !_left.TryDequeue(out id))
            {
                return false;
            }

            _asked.Enqueue(id);
            return true;
        }
    }
}
