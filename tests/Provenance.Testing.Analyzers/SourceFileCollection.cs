using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>Files of a state, by name.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) => Add((file.filename, SourceText.From(file.content, Encoding.UTF8)));
}

/// <summary>Sources, which get a name when they are added without one: <c>/0/Test0.cs</c>, <c>/0/Test1.cs</c>, …</summary>
public sealed class SourceFileList(string defaultPrefix, string extension) : SourceFileCollection
{
    public void Add(string content) => Add(($"{defaultPrefix}{Count}.{extension}", content));
}
