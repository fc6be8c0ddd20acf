using System.Reflection.Metadata;
using System.Runtime.ExceptionServices;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Walks the IL of the assemblies of one artifact from its roots (docs/reachability.md).</summary>
public static class Reachability
{
    // The framework's decoder of signatures recurses once for each byte of a hostile one. What is not touched is not taken.
    private const int StackBytes = 64 << 20;

    /// <summary>Marks what can be reached. Errs towards reached: what is unreached has no caller that could be seen.</summary>
    /// <param name="images">The assemblies of the artifact whose members are asked for, and all that refer to one of them.</param>
    /// <returns>Incomplete when an image cannot be read; never throws for what images hold.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReachResult Walk(IEnumerable<ReachImage> images, ReachOptions options, CancellationToken cancellation)
    {
        ReachResult? result = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = WalkHere(images, options, cancellation);
                }
                catch (Exception e)
                {
                    // Passed on to the caller's thread, whatever it is.
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    /// <summary>Whether an assembly refers to one of the given names: then it may call into it, and has to be walked.</summary>
    public static bool RefersToAny(MetadataReader metadata, IReadOnlySet<string> names) =>
        metadata.AssemblyReferences.Any(handle => names.Contains(metadata.GetString(metadata.GetAssemblyReference(handle).Name)));

    private static ReachResult WalkHere(IEnumerable<ReachImage> images, ReachOptions options, CancellationToken cancellation)
    {
        using var world = new WalkedWorld();
        var isComplete = true;
        foreach (var image in images)
        {
            isComplete &= world.TryAdd(image);
        }

        try
        {
            var walk = new ReachWalk(world, options.Trace);
            new Roots(walk, options).Reach();
            walk.Run(cancellation);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            // Half a walk knows what it reached, and of nothing that it is unreachable.
            isComplete = false;
        }

        return new ReachResult([.. world.Modules.Select(module => module.Result())], isComplete);
    }
}
