namespace Provenance.Engine.History.Replay;

/// <summary>Tells what kind of code is born at a path of one tree, and in which project.</summary>
internal sealed class BirthScopes(ProjectTable projects, PolicyTable policies, PastPolicies past)
{
    /// <param name="isMarkedGenerated">Its header says so.</param>
    public (Lineage? Project, ScopeClass Scope) Of(string path, bool isMarkedGenerated)
    {
        var project = projects.Nearest(path);
        var excluded = policies.Nearest(path) is { } policy ? past.Of(policy).ScopeOf(path) : null;
        var scope = excluded ?? ScopeClassifier.Classify(path, project?.Path ?? "");
        return (project?.Lineage, scope is ScopeClass.Ships or ScopeClass.Test && isMarkedGenerated ? ScopeClass.Generated : scope);
    }
}
