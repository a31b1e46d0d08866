using Microsoft.AspNetCore.Components;
using Reporting.Engine.Model;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Api.Pages;

/// <summary>Pages of engagements and members, whose names are links to each other.</summary>
internal static class LookupPage
{
    /// <param name="visible">The part of the model that the caller sees.</param>
    /// <param name="parameters">Those of the page, beside its <c>Text</c>, <c>Links</c> and <c>Members</c>.</param>
    public static PageResult Of<T>(HttpContext context, string language, SemanticModel visible, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        parameters["Text"] = ValueText.In(language);
        parameters["Links"] = new ReportLinks(context.Request.PathBase);
        parameters["Members"] = new MemberLinks(context.Request.PathBase, visible);
        return PageResult.Of<T>(context, StatusCodes.Status200OK, parameters);
    }
}
