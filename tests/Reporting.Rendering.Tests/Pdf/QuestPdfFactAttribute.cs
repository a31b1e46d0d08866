namespace Reporting.Rendering.Tests.Pdf;

/// <summary>A test of the engine QuestPDF. It is skipped with the reason where the tests are built without it, as they usually are.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QuestPdfFactAttribute : FactAttribute
{
    public QuestPdfFactAttribute(params string[] programs) => Skip = QuestPdfTheoryAttribute.Missing(programs);
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QuestPdfTheoryAttribute : TheoryAttribute
{
    public QuestPdfTheoryAttribute(params string[] programs) => Skip = Missing(programs);

    internal static string? Missing(params string[] programs) => IsBuiltIn
        ? FactNeedsAttribute.Missing(programs)
        : "Needs the package QuestPDF: build the tests with -p:IncludeQuestPdf=true, from a registry that serves it (docs/operations.md).";

#if QUESTPDF
    private static bool IsBuiltIn => true;
#else
    private static bool IsBuiltIn => false;
#endif
}
