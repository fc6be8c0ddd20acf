namespace Provenance.Engine.History.Replay;

/// <summary>Tells what kind of code is born at a path of one tree, and in which project.</summary>
internal sealed class BirthScopes(ProjectTable projects, RuleTable ruleFiles, RuleReader rules)
{
    /// <param name="isMarkedGenerated">Its header says so.</param>
    public (Lineage? Project, ScopeClass Scope) Of(string path, bool isMarkedGenerated)
    {
        var project = projects.Nearest(path);
        var scope = (ruleFiles.Nearest(path) is { } file ? rules.ScopeOf(file, path) : null) ?? ScopeClassifier.Classify(path, project?.Path ?? "");
        return (project?.Lineage, scope is ScopeClass.Ships or ScopeClass.Test && isMarkedGenerated ? ScopeClass.Generated : scope);
    }
}
