using Microsoft.Build.Framework;
using Provenance.Engine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;

namespace Provenance.Build;

/// <summary>One analysis per repository, commit and policy in a build node: the first task computes it, the others wait for it. Failures are kept, too, so that they are looked for once.</summary>
internal sealed class AnalysisCache(IBuildEngine4 engine, GitHost host, AnalysisOptions options)
{
    private static readonly object Registration = new();

    public Outcome<AnalyzedRepository> Get(RepositoryLocation location, string directory, string? policyPath)
    {
        var policy = PolicySource.Load(location, directory, policyPath);
        var key = (nameof(AnalysisCache), EngineVersion.Current, location.CommonDirectory, location.Head, location.ShallowContent, policy.PolicyDigest, policy.OverlayDigest, policyPath);
        Lazy<Outcome<AnalyzedRepository>> analysis;
        lock (Registration)
        {
            if (engine.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is Lazy<Outcome<AnalyzedRepository>> known)
            {
                analysis = known;
            }
            else
            {
                // Not the task's own token: a cancelled task must not leave a half-done analysis to the others.
                analysis = new Lazy<Outcome<AnalyzedRepository>>(() =>
                    RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, directory, options, CancellationToken.None));
                engine.RegisterTaskObject(key, analysis, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            }
        }

        return analysis.Value;
    }
}
