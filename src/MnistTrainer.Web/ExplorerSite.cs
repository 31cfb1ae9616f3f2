using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>The explorer: chapters on neural networks with interactive figures, in Korean and English. It needs no model.</summary>
public sealed class ExplorerSite : ISite
{
    /// <summary>The path of the explorer in every site that includes it.</summary>
    internal const string Path = "/explore";

    /// <summary>The name of the page.</summary>
    internal const string Page = "explore";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) { }

    /// <inheritdoc/>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        PageFiles.Map(application, Page);
        // Browsers keep the fragment, which names the chapter, so a link to a chapter works in both sites.
        application.MapRead(Path, IResult () => Results.Redirect("/")).ExcludeFromDescription();
    }
}
