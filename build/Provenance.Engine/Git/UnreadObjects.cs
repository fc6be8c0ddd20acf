using System.Collections.Concurrent;

namespace Provenance.Engine.Git;

/// <summary>Objects that were asked for and could not be read, each once. Safe for use from several threads.</summary>
public sealed class UnreadObjects
{
    private readonly ConcurrentDictionary<ObjectId, bool> _objects = new();

    /// <summary>Everything that was asked for could be read.</summary>
    public bool IsEmpty => _objects.IsEmpty;

    /// <param name="isVersion">A version of a C# file, which a walk of the history reads and counts, too.</param>
    public void Add(ObjectId id, bool isVersion = false) => _objects.TryAdd(id, isVersion);

    public void AddAll(UnreadObjects others)
    {
        foreach (var (id, isVersion) in others._objects)
        {
            Add(id, isVersion);
        }
    }

    /// <summary>How many there are in all of these, beside what a walk could not read.</summary>
    /// <param name="walked">Versions that the walk could not read: those that others asked for are among them, where it asked for them at all.</param>
    public static int Count(int walked, params UnreadObjects[] all)
    {
        var joined = new Dictionary<ObjectId, bool>();
        foreach (var (id, isVersion) in all.SelectMany(unread => unread._objects))
        {
            joined[id] = isVersion;
        }

        var versions = joined.Values.Count(isVersion => isVersion);
        return joined.Count - versions + Math.Max(walked, versions);
    }
}
