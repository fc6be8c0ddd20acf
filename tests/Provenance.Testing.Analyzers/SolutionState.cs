using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Provenance.Testing.Analyzers;

/// <summary>One project of a test.</summary>
public class ProjectState(string name, string defaultPrefix)
{
    public string Name { get; } = name;

    public SourceFileList Sources { get; } = new(defaultPrefix, "cs");

    public SourceFileCollection AdditionalFiles { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    /// <summary>Names of projects in <see cref="SolutionState.AdditionalProjects"/>.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    public OutputKind OutputKind { get; set; } = OutputKind.DynamicallyLinkedLibrary;
}

/// <summary>The sources of a test before or after its fixes, and what is expected of them.</summary>
public sealed class SolutionState() : ProjectState("TestProject", "/0/Test")
{
    public ProjectStateCollection AdditionalProjects { get; } = [];

    /// <summary>Beside those that the sources mark.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    internal IEnumerable<ProjectState> Projects => AdditionalProjects.Values.Prepend<ProjectState>(this);
}

/// <summary>Projects by name; one that is asked for is there.</summary>
public sealed class ProjectStateCollection : SortedDictionary<string, ProjectState>
{
    public ProjectStateCollection()
        : base(StringComparer.Ordinal)
    {
    }

    public new ProjectState this[string name]
    {
        get
        {
            if (!TryGetValue(name, out var project))
            {
                project = new ProjectState(name, $"/{name}/Test");
                Add(name, project);
            }

            return project;
        }
    }
}

public sealed class MetadataReferenceCollection : List<MetadataReference>
{
    public void Add(Assembly assembly) => Add(MetadataReference.CreateFromFile(assembly.Location));
}
