using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>What a server serves: its pages and its API.</summary>
public interface ISite
{
    /// <summary>Adds what its end points ask for.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Adds its end points.</summary>
    void Map(WebApplication application);
}
