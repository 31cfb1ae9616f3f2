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

    /// <summary>Computes a first answer, before which <c>/readyz</c> reports 503. It is called when somebody first asks. Default: there is nothing to compute.</summary>
    /// <param name="cancellation">Cancelled when the server stops.</param>
    Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;
}
