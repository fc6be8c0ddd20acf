using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>Whose code the figures of some projects are about: what was born in them, and what was born in projects that are gone.</summary>
/// <remarks>
/// A project that is gone has no artifact of its own that could speak of it, and to delete it must not be to forget what died in it. So its code is in every record that is about an
/// agent's code at all, except what lives on, to be shipped, in a project that is another's: that one's record speaks of it. A project file that git cannot follow when it is renamed, because it was
/// written anew, is one that is gone.
/// </remarks>
internal sealed class ArtifactCode
{
    private readonly AnalyzedRepository _repository;
    private readonly HashSet<int> _own;
    private readonly HashSet<int> _living;
    private readonly HashSet<int> _here = [];
    private readonly HashSet<int> _elsewhere = [];
    private readonly bool _isOfAgents;

    /// <param name="projects">Repository paths of project files.</param>
    /// <param name="files">Repository paths of what they compile, without what the policy excludes.</param>
    public ArtifactCode(AnalyzedRepository repository, IReadOnlySet<string> projects, IEnumerable<string> files)
    {
        _repository = repository;
        var history = repository.History;
        _own = history.Projects.Where(project => projects.Contains(project.Path)).Select(project => project.Lineage).ToHashSet();
        _living = history.Projects.Select(project => project.Lineage).ToHashSet();
        PlaceLives(files.ToHashSet(StringComparer.Ordinal));
        _isOfAgents = Enumerable.Range(0, history.Lives.Length).Any(life => (_own.Contains(ProjectOf(history.Lives[life])) || _here.Contains(life)) && IsAgents(history.Lives[life]));
    }

    public bool Holds(in HistoryCell cell)
    {
        var project = ProjectOf(_repository.History.Lives[cell.Life]);
        return _own.Contains(project) || (IsGone(project) && ((cell.Exit < 0 && _here.Contains(cell.Life)) || (_isOfAgents && (cell.Exit >= 0 || !_elsewhere.Contains(cell.Life)))));
    }

    public bool Holds(in HistoryChallenge cell)
    {
        var project = _repository.History.Origins[cell.Origin].Project;
        return _own.Contains(project) || (_isOfAgents && IsGone(project));
    }

    /// <summary>Finds where code of projects that are gone lives: in these projects' files, or in other projects' shipping code.</summary>
    private void PlaceLives(HashSet<string> files)
    {
        var history = _repository.History;
        var owners = new ProjectOwners(history);
        var excluded = _repository.Policy.Policy.Excluded;
        foreach (var file in history.Files)
        {
            var isHere = files.Contains(file.Path);
            if (!isHere && (owners.Of(file.Path) is not { } owner || excluded.Contains(file.Path) || ScopeClassifier.Classify(file.Path, owner) != ScopeClass.Ships))
            {
                continue;
            }

            foreach (var life in file.Lives.Values)
            {
                if (IsGone(ProjectOf(history.Lives[life])))
                {
                    (isHere ? _here : _elsewhere).Add(life);
                }
            }
        }
    }

    private bool IsGone(int project) => project >= 0 && !_living.Contains(project);

    private int ProjectOf(Life life) => _repository.History.Origins[life.Origin].Project;

    private bool IsAgents(Life life)
    {
        var birth = _repository.Lines[life.Origin];
        return _repository.History.Origins[life.Origin].Scope == ScopeClass.Ships && Attribution.Effective(birth.Label, birth.LabelBeforeOverlay).IsIn(CodeGroup.AgentHi);
    }
}
