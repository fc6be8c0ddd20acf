namespace Provenance.Engine.Reports.Svg;

/// <summary>The look of drawings that stand alone. A page brings the same classes in its own style.</summary>
internal static class FigureStyle
{
    /// <summary>Text at least 4.5 : 1 against the background, lines at least 3 : 1; groups differ in dash as well as in colour.</summary>
    public const string Css = """
        .paper{fill:#fff}.grid{stroke:#e3e5ea}.axis{stroke:#8a909c}.tick,.note{fill:#545b68;font-size:12px}.title{fill:#181b21;font-size:16px;font-weight:600}
        text{font-family:Inter,ui-sans-serif,system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
        .g-agent{--c:#4a3ad1}.g-human{--c:#00705c}.g-unknown{--c:#6a6f78}.g-all{--c:#181b21}
        .curve{fill:none;stroke:var(--c);stroke-width:2.4;stroke-linejoin:round}.curve.g-unknown{stroke-dasharray:7 4}.curve.g-human{stroke-dasharray:2 3}.curve.g-all{stroke-width:1.2;stroke-dasharray:1 4}
        .area{fill:var(--c);opacity:.13}.dot{fill:var(--c)}.name{fill:var(--c);font-size:13px;font-weight:600}
        @media (prefers-color-scheme:dark){.paper{fill:#14161b}.grid{stroke:#2a2e37}.axis{stroke:#6d7482}.tick,.note{fill:#a6adba}.title{fill:#eceef3}
        .g-agent{--c:#a99dff}.g-human{--c:#4cc9ad}.g-unknown{--c:#aab1bd}.g-all{--c:#eceef3}}
        """;
}
