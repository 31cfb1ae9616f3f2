using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>A site that a server hosts: its pages and its API.</summary>
public interface ISite
{
    /// <summary>Registers the services of the endpoints.</summary>
    /// <param name="services">The service collection.</param>
    void AddServices(IServiceCollection services);

    /// <summary>Maps the endpoints.</summary>
    /// <param name="application">The application.</param>
    void Map(WebApplication application);

    /// <summary>Computes a first answer; until then, <c>/readyz</c> reports 503. Called at the first request to <c>/readyz</c>. Default: does nothing.</summary>
    /// <param name="cancellation">Canceled when the server stops.</param>
    Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;
}
