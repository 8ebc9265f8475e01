# Landbridge's commands; `make help` lists them.
.DEFAULT_GOAL := build
.PHONY: build deb demo test soak mutation lint fmt bench clean help

MVN := mvn -B -ntp
SCRIPTS := .ci/run lab/lab lab/demo lab/packages lab/measure lab/test/run lab/test/record $(wildcard lab/test/*.test lab/test/*.alone) \
	host-helper/install.sh host-helper/test/run northbound-api/openapi/lint cli/src/main/launcher/landbridge \
	packaging/test/run packaging/test/inside $(wildcard */src/main/deb/control/p* host-helper/deb/control/p*)

build: ## build the controller's distribution, karaf-dist/target
	lab/packages build
	$(MVN) -DskipTests package

deb: ## build the Debian packages, */target/landbridge-*.deb
	lab/packages build
	$(MVN) -DskipTests -Ddeb.skip=false package

demo: ## bring up two Docker hosts joined by the controller, run the seed scenario, leave it up
	lab/demo

test: ## every test, from unit to lab; takes its lab down again
	lab/packages build lab lint deb
	$(MVN) -Ddeb.skip=false verify
	$(MAKE) --no-print-directory lint
	host-helper/test/run
	packaging/test/run
	lab/test/run

soak: build ## the lab tests that count lost packets, 20 times; takes hours, and the machine for itself
	lab/packages lab
	lab/test/run --times 20 --counting

mutation: ## break model, pipeline and plan on purpose and count what no test notices
	lab/packages build
	$(MVN) -pl controller test-compile org.pitest:pitest-maven:mutationCoverage

lint: ## ShellCheck all scripts, Spectral the OpenAPI document
	lab/packages lint
	northbound-api/openapi/lint
	shellcheck --external-sources --check-sourced $(SCRIPTS)
	shellcheck --external-sources --check-sourced --severity=warning host-helper/landbridge-host

fmt: ## format the Java sources
	lab/packages build
	$(MVN) spotless:apply

bench: build ## measure: start and memory of the controller, time until a new host's containers answer
	lab/measure

clean: ## take the lab down and remove what was built
	[ "$$(id -u)" -ne 0 ] || lab/lab down
	$(MVN) clean
	rm -rf packaging/target

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
