namespace Provenance.Testing.Analyzers;

/// <summary>Checks that a test of an analyzer may leave out, with a reason.</summary>
[Flags]
public enum TestBehaviors
{
    None = 0,

    /// <summary>Reports in generated code are wanted.</summary>
    SkipGeneratedCodeCheck = 1,

    /// <summary>The sources do not bear a pragma before their first line.</summary>
    SkipSuppressionCheck = 2,
}

/// <summary>Checks that a test of a code fix may leave out, with a reason.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,

    /// <summary>Fixes one diagnostic, once, and compares.</summary>
    FixOne = 1,
    SkipFixAllInDocumentCheck = 2,
    SkipFixAllInProjectCheck = 4,
    SkipFixAllInSolutionCheck = 8,
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,

    /// <summary>A fix is wanted for diagnostics that the analyzer reports only at the end of the compilation.</summary>
    SkipLocalDiagnosticCheck = 16,
}

/// <summary>Which of the compiler's own diagnostics must be expected to be allowed.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    Suggestions,
    All,
}
