// One browser and one run for all tests.
[assembly: AssemblyFixture(typeof(Coterie.Browser.Tests.Browser))]
[assembly: AssemblyFixture(typeof(Coterie.Browser.Tests.RealRun))]
